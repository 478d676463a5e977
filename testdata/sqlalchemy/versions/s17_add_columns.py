"""op.add_column and its side effects.

Revision ID: s17_add_columns
"""
import sqlalchemy as sa
from alembic import op

revision = "s17_add_columns"
down_revision = "s16_ddl_elements"


def upgrade():
    op.create_table("ac_parents", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("ac", sa.Column("x", sa.Integer))
    op.add_column("ac", sa.Column("a", sa.Integer, sa.ForeignKey("ac_parents.id"), unique=True))
    op.add_column("ac", sa.Column("b", sa.String(5), index=True, nullable=False, server_default="", comment="b's"))
    op.add_column("ac", sa.Column("c", sa.Integer, sa.Identity()))
    op.add_column("ac", sa.Column("d", sa.Integer, sa.Computed("x * 2")))
    op.add_column("ac", sa.Column("e", sa.Enum("m", "n", native_enum=False, name="ac_check", create_constraint=True)))
    op.add_column("ac", sa.Column("f", sa.Integer, sa.CheckConstraint("f < 9", name="f_small")))
    letters = sa.Enum("k", "l", name="ac_letters")
    letters.create(op.get_bind(), checkfirst=False)
    op.add_column("ac", sa.Column("g", letters, server_default="k", nullable=False))
    op.add_column("ac", sa.Column("id", sa.Integer, primary_key=True))
    column = sa.Column("h", sa.Float)
    column.nullable = False
    column.server_default = sa.schema.DefaultClause("1.5")
    op.add_column("ac", column)
    op.add_column("ac", column.copy() if hasattr(column, "copy") and False else sa.Column("i", sa.Float))


def downgrade():
    pass
