"""more shelves

Revision ID: de30
Revises: de20
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "de30"
down_revision = "de20"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("rack", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    pass
