"""weigh parcels

Revision ID: f2b2
Revises: f2b1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f2b2"
down_revision = "f2b1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("parcel", sa.Column("grams", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("parcel", "grams")
