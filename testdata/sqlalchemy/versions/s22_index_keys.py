"""Operator classes that are the default of one method and not of another, and columns that are named with their table.

Revision ID: s22_index_keys
"""
import sqlalchemy as sa
from alembic import op

revision = "s22_index_keys"
down_revision = "s21_wrapped_types"


def upgrade():
    postgresql = sa.dialects.postgresql
    op.create_table("keyed", sa.Column("prefix", postgresql.CIDR), sa.Column("name", sa.Text), sa.Column("state", sa.Text))
    op.create_index("ix_k_gist", "keyed", [sa.text("prefix inet_ops")], postgresql_using="gist")
    op.create_index("ix_k_ops", "keyed", ["prefix"], postgresql_using="gist", postgresql_ops={"prefix": "inet_ops"})
    op.create_index("ix_k_default", "keyed", ["name"], postgresql_ops={"name": "text_ops"})
    op.create_index("ix_k_desc", "keyed", ["name", "state"], postgresql_ops={"state": "DESC", "name": "text_pattern_ops DESC NULLS LAST"})
    op.create_index("ix_k_btree", "keyed", [sa.text("prefix inet_ops DESC")])
    op.create_index("ix_k_label", "keyed", [sa.func.lower(sa.column("name")).label("n")], postgresql_ops={"n": "text_pattern_ops"})
    op.create_index("ix_k_where", "keyed", ["name"], postgresql_where=sa.text("keyed.state = 'active'"))
    op.execute("CREATE INDEX ix_k_sql ON keyed (lower(keyed.name)) WHERE keyed.state = 'active'")
    op.create_table("user", sa.Column("name", sa.Text), sa.Column("fullname", sa.Text))
    op.execute("""CREATE INDEX ix_user ON "user" ((CASE WHEN "user".fullname IS NULL OR "user".fullname = ''
                  THEN "user".name ELSE "user".fullname END)) WHERE "user".name <> ''""")
    op.execute("ALTER TABLE \"user\" ADD CONSTRAINT named CHECK (\"user\".name <> \"user\".fullname)")


def downgrade():
    pass
