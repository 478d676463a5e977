"""index

Revision ID: a730
Revises: a720
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a730"
down_revision = "a720"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_parcel_weight', 'parcel', ['weight'])


def downgrade():
    pass
