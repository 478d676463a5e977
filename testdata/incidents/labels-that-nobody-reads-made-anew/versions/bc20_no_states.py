"""no states

Revision ID: bc20
Revises: bc10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "bc20"
down_revision = "bc10"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column("parcel", "state")


def downgrade():
    pass
