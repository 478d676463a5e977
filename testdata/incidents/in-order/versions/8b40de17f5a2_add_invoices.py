"""add invoices

Revision ID: 8b40de17f5a2
Revises: 3f1a9c2b7d10
Create Date: 2023-03-02 16:40:03.551200

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "8b40de17f5a2"
down_revision = "3f1a9c2b7d10"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "invoice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("total", sa.Numeric(12, 2), nullable=False, server_default="0"),
        sa.CheckConstraint("total >= 0", name="invoice_total_not_negative"),
    )


def downgrade():
    op.drop_table("invoice")
