"""flags

Revision ID: a120
Revises: a110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a120"
down_revision = "a110"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TYPE vessel_state ADD VALUE IF NOT EXISTS 'sunk'")


def downgrade():
    pass
