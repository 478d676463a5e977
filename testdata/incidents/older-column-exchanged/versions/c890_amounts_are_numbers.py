"""amounts are numbers

Revision ID: c890
Revises: c880
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c890"
down_revision = "c880"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("orders", sa.Column("amount_new", sa.Integer))
    op.execute("UPDATE orders SET amount_new = CAST(amount AS integer)")
    op.drop_column("orders", "amount")
    op.alter_column("orders", "amount_new", new_column_name="amount")


def downgrade():
    pass
