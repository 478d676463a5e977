"""orders have notes

Revision ID: c8b0
Revises: c8a0
Create Date: 2024-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c8b0"
down_revision = "c8a0"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_orders_placed", table_name="orders")
    op.create_index("ix_orders_placed", "orders", ["placed"])
    op.add_column("orders", sa.Column("note", sa.Text))


def downgrade():
    pass
