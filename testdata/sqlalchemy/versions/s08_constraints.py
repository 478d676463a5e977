"""Constraints and their names.

Revision ID: s08_constraints
"""
import sqlalchemy as sa
from alembic import op

revision = "s08_constraints"
down_revision = "s07_keys"


def upgrade():
    long = "a_column_with_a_name_that_is_rather_long_for_a_database"
    op.create_table("c_parents", sa.Column("x", sa.Integer, nullable=False), sa.Column("y", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("x", "y"))
    op.create_table(
        "constraints",
        sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.Column("c", sa.Integer), sa.Column(long, sa.Integer, index=True, unique=False),
        sa.UniqueConstraint("a", "b"), sa.UniqueConstraint("a", name="uq_named"), sa.UniqueConstraint("c", name=op.f("uq_final")),
        sa.UniqueConstraint("b", "c", deferrable=True, initially="IMMEDIATE"),
        sa.CheckConstraint("a > b"), sa.CheckConstraint("a IN (1, 2)", name="ck_named"), sa.CheckConstraint(sa.text("b IS NOT NULL OR c > 0"), name="ck_text"),
        sa.CheckConstraint(sa.column("a") > 3, name="ck_core"),
        sa.ForeignKeyConstraint(["a", "b"], ["c_parents.x", "c_parents.y"], name="fk_pair", ondelete="SET NULL", match="FULL"),
        sa.ForeignKeyConstraint(("b", "c"), ("c_parents.x", "c_parents.y"), onupdate="CASCADE"),
        sa.UniqueConstraint(long, "a"),
        sa.Index("ix_inside", "a", sa.text("b DESC")),
    )
    op.create_unique_constraint("uq_nulls", "constraints", ["c", "b"], postgresql_nulls_not_distinct=True)
    op.create_unique_constraint(None, "constraints", ["c"])
    op.create_check_constraint("ck_later", "constraints", sa.column("b") != None)
    op.create_foreign_key(None, "constraints", "c_parents", ["c", "a"], ["x", "y"], use_alter=True)


def downgrade():
    pass
