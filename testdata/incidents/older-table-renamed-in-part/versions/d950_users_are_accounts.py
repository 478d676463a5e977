"""users are accounts

Revision ID: d950
Revises: d940
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d950"
down_revision = "d940"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table("users", "accounts")
    op.alter_column("accounts", "name", new_column_name="full_name")


def downgrade():
    pass
