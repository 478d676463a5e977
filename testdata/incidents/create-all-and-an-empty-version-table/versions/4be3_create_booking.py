"""create booking

Revision ID: 4be3
Revises: 4be2
Create Date: 2023-08-20 09:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "4be3"
down_revision = "4be2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("room_id", sa.Integer(), sa.ForeignKey("room.id"), nullable=False),
    )


def downgrade():
    op.drop_table("booking")
