"""create account and parcel

Revision ID: f8a1
Revises: 
Create Date: 2024-02-10 09:11:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f8a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )

    op.create_unique_constraint("uq_parcel_code", "parcel", ["code"])


def downgrade() -> None:
    op.drop_table("parcel")
    op.drop_table("account")
