"""another default

Revision ID: ef20
Revises: ef10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "ef20"
down_revision = "ef10"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE parcel ALTER state SET DEFAULT 'held'")


def downgrade():
    pass
