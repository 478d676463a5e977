"""mark accounts

Revision ID: f4d3
Revises: f4d2
Create Date: 2024-04-12 09:25:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f4d3"
down_revision = "f4d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("vip", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("account", "vip")
