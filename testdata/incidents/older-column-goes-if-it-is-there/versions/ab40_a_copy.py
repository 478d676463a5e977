"""a copy

Revision ID: ab40
Revises: ab30
Create Date: 2024-03-07 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "ab40"
down_revision = "ab30"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE depot_of_2024 (LIKE depot INCLUDING DEFAULTS)")


def downgrade():
    pass
