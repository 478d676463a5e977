"""entry account

Revision ID: 41a2
Revises: 41a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "41a2"
down_revision = "41a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_foreign_key("fk_entry_account", "entry", "account", ["account_id"], ["id"])
    op.create_check_constraint("ck_entry_amount", "entry", "amount <> 0")


def downgrade():
    pass
