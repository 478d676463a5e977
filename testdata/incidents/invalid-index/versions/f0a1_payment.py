"""payment

Revision ID: f0a1
Revises: 
Create Date: 2024-02-02 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f0a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("reference", sa.String(64), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
    )


def downgrade():
    op.drop_table("payment")
