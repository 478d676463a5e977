"""invoice currency

Revision ID: d1b1
Revises: d1a0
Create Date: 2023-04-17 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d1b1"
down_revision = "d1a0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("invoice", sa.Column("currency", sa.String(3), nullable=False, server_default="EUR"))


def downgrade():
    op.drop_column("invoice", "currency")
