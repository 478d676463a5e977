"""customer becomes client

Revision ID: r2
Revises: r1
Create Date: 2021-02-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "r2"
down_revision = "r1"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table("customer", "client")
    op.alter_column("purchase", "customer_id", new_column_name="client_id")


def downgrade():
    op.alter_column("purchase", "client_id", new_column_name="customer_id")
    op.rename_table("client", "customer")
