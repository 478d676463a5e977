"""Table objects: create, drop, checkfirst, reflection.

Revision ID: s10_tables
"""
import sqlalchemy as sa
from alembic import op

revision = "s10_tables"
down_revision = "s09_indexes"


def upgrade():
    bind = op.get_bind()
    meta = sa.MetaData()
    one = sa.Table("t_one", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("kind", sa.Enum("a", "b", name="t_kind")), sa.Index("ix_t_one_kind", "kind"))
    one.create(bind)
    one.create(bind, checkfirst=True)
    two = sa.Table("t_two", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("one_id", sa.Integer, sa.ForeignKey("t_one.id")), sa.Column("one", sa.Integer, sa.ForeignKey(one.c.id)))
    two.create(bind, checkfirst=False)
    gone = sa.Table("t_gone", meta, sa.Column("id", sa.Integer, primary_key=True))
    gone.create(bind)
    gone.drop(bind)
    gone.drop(bind, checkfirst=True)
    again = sa.Table("t_one", sa.MetaData(), autoload_with=bind)
    for column in again.columns:
        if isinstance(column.type, sa.Integer):
            op.create_index("ix_reflected_" + column.name, "t_one", [column.name])
    assert [c.name for c in again.primary_key.columns] == ["id"]
    assert "kind" in again.c and "nothing" not in again.c
    copied = op.create_table("t_copied", *[sa.Column(c.name, c.type) for c in two.columns])
    assert copied.c.one_id.name == "one_id"
    op.bulk_insert(copied, [{"id": 1, "one_id": 2, "one": 3}])


def downgrade():
    pass
