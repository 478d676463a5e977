"""shelves

Revision ID: f7a2
Revises: f7a1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f7a2"
down_revision = "f7a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("parcel", sa.Column("shelf", sa.Integer(), server_default=sa.text("first_shelf()"), nullable=False))
    op.alter_column("parcel", "state", server_default=sa.text("'gone'::parcel_state"))


def downgrade() -> None:
    op.drop_column("parcel", "shelf")
