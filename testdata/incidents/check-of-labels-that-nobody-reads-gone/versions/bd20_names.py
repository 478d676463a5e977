"""names

Revision ID: bd20
Revises: bd10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "bd20"
down_revision = "bd10"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("parcel", sa.Column("name", sa.Text()))


def downgrade():
    pass
