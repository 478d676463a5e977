"""MetaData.create_all: order, cycles, schemas, conventions.

Revision ID: s11_create_all
"""
import sqlalchemy as sa
from alembic import op

revision = "s11_create_all"
down_revision = "s10_tables"


def upgrade():
    bind = op.get_bind()
    convention = {
        "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s",
    }
    meta = sa.MetaData(naming_convention=convention)
    sa.Table("z_first", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(5), unique=True, index=False))
    sa.Table(
        "a_second", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("z_id", sa.ForeignKey("z_first.id"), index=True) if False else sa.Column("z_id", sa.Integer, sa.ForeignKey("z_first.id"), index=True),
        sa.Column("v", sa.Integer), sa.CheckConstraint("v > 0", name="positive"), sa.UniqueConstraint("z_id", "v"),
        sa.Column("a_very_long_column_name_that_makes_the_index_name_longer_than_allowed", sa.Integer, index=True),
    )
    sa.Table("m_loop", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n_id", sa.Integer, sa.ForeignKey("n_loop.id", use_alter=True, name="fk_loop")))
    sa.Table("n_loop", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("m_id", sa.Integer, sa.ForeignKey("m_loop.id")))
    meta.create_all(bind)
    meta.create_all(bind, checkfirst=True)
    op.execute("CREATE SCHEMA other")
    inside = sa.MetaData(schema="other")
    sa.Table("inner", inside, sa.Column("id", sa.Integer, primary_key=True), sa.Column("tag", sa.String, index=True), sa.Column("e", sa.Enum("u", name="other_enum")))
    sa.Table("outer_one", inside, sa.Column("id", sa.Integer, sa.ForeignKey("other.inner.id"), primary_key=True))
    inside.create_all(bind)
    dropped = sa.MetaData()
    sa.Table("dropped_one", dropped, sa.Column("id", sa.Integer, primary_key=True), sa.Column("e", sa.Enum("v", name="dropped_enum")))
    dropped.create_all(bind)
    dropped.drop_all(bind)


def downgrade():
    pass
