"""no notes

Revision ID: ab20
Revises: ab10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "ab20"
down_revision = "ab10"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE depot DROP COLUMN IF EXISTS note CASCADE")


def downgrade():
    pass
