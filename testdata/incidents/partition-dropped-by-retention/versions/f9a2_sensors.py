"""sensors

Revision ID: f9a2
Revises: f9a1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f9a2"
down_revision = "f9a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("sensor", sa.Column("id", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("id"))


def downgrade() -> None:
    op.drop_table("sensor")
