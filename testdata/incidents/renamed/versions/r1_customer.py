"""customer

Revision ID: r1
Revises: 
Create Date: 2021-01-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "r1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mail", sa.String(120), nullable=False, unique=True),
        sa.Column("fullname", sa.String(120), index=True),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customer.id"), nullable=False),
    )


def downgrade():
    op.drop_table("purchase")
    op.drop_table("customer")
