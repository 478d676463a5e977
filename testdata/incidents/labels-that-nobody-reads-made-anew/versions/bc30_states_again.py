"""states again

Revision ID: bc30
Revises: bc20
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "bc30"
down_revision = "bc20"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("parcel", sa.Column("state", sa.Enum(*STATES, name="parcel_state", native_enum=False, create_constraint=True)))


def downgrade():
    pass
