"""not weighed

Revision ID: b320
Revises: b310
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b320"
down_revision = "b310"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE parcel DISABLE TRIGGER weighed")
    op.create_index('ix_parcel_weight', 'parcel', ['weight'])


def downgrade():
    pass
