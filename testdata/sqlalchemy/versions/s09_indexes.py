"""Indexes and their options.

Revision ID: s09_indexes
"""
import sqlalchemy as sa
from alembic import op

revision = "s09_indexes"
down_revision = "s08_constraints"


def upgrade():
    op.create_table("indexes", sa.Column("a", sa.String), sa.Column("b", sa.Integer), sa.Column("c", sa.dialects.postgresql.JSONB), sa.Column("D", sa.Integer))
    op.create_index("ix_a", "indexes", ["a"], unique=True)
    op.create_index(op.f("ix_b"), "indexes", ["b", "a"], unique=False, postgresql_where=sa.text("b > 0"))
    op.create_index("ix_c", "indexes", ["c"], postgresql_using="gin")
    op.create_index("ix_lower", "indexes", [sa.text("lower(a)")])
    op.create_index("ix_func", "indexes", [sa.func.lower(sa.column("a"))])
    op.create_index("ix_desc", "indexes", [sa.text("b DESC NULLS LAST"), "a"])
    op.create_index("ix_core_desc", "indexes", [sa.desc("b"), sa.column("a").asc()])
    op.create_index("ix_ops", "indexes", ["a"], postgresql_ops={"a": "varchar_pattern_ops"})
    op.create_index("ix_include", "indexes", ["b"], postgresql_include=["a"], postgresql_with={"fillfactor": 70})
    op.create_index("ix_where_core", "indexes", ["b"], postgresql_where=sa.column("a").isnot(None))
    op.create_index("ix_where_eq", "indexes", ["b"], postgresql_where=sa.column("a") == "x", unique=True)
    op.create_index("ix_path", "indexes", [sa.text("(c ->> 'k')")])
    op.create_index("ix_case", "indexes", ["D"])
    op.create_index("ix_hash", "indexes", ["b"], postgresql_using="hash")
    op.create_index("ix_nulls", "indexes", ["b", "D"], unique=True, postgresql_nulls_not_distinct=True)
    op.create_index(None, "indexes", ["b", "D"])


def downgrade():
    pass
