"""carriers

Revision ID: f1a2
Revises: f1a1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f1a2"
down_revision = "f1a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("parcel", sa.Column("carrier_id", sa.Integer(), nullable=True))
    op.create_index("ix_parcel_carrier", "parcel", ["carrier_id"])
    op.create_check_constraint("ck_parcel_carrier", "parcel", "carrier_id > 0")


def downgrade() -> None:
    op.drop_column("parcel", "carrier_id")
