"""mark accounts

Revision ID: f5e2
Revises: f5e1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f5e2"
down_revision = "f5e1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("vip", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("account", "vip")
