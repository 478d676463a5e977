"""columns moved

Revision ID: k120
Revises: k110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "k120"
down_revision = "k110"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("users", "name", new_column_name="full_name")
    op.drop_constraint("users_pkey", "users", type_="primary")
    op.create_primary_key("users_pkey", "users", ["full_name"])
    op.execute("ALTER INDEX ix_users_email RENAME TO ix_users_mail")
    op.drop_index("ix_users_b", "users")
    op.create_index("ix_users_b", "users", ["full_name", "id"])


def downgrade():
    pass
