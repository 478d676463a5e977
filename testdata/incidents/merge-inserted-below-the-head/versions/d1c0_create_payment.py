"""create payment

Revision ID: d1c0
Revises: d1b2
Create Date: 2023-03-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d1c0"
down_revision = "d1b2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("invoice_id", sa.Integer(), sa.ForeignKey("invoice.id"), nullable=False),
    )


def downgrade():
    op.drop_table("payment")
