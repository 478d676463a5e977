"""device owner

Revision ID: 18b3
Revises: 18b2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "18b3"
down_revision = "18b2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("device", sa.Column("owner", sa.String(40)))


def downgrade():
    op.drop_column("device", "owner")
