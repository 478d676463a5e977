"""users are accounts

Revision ID: d930
Revises: d920
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d930"
down_revision = "d920"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table("users", "accounts")
    op.alter_column("accounts", "name", new_column_name="full_name")


def downgrade():
    pass
