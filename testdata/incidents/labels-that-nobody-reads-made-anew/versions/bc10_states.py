"""states

Revision ID: bc10
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "bc10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parcel", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("parcel", sa.Column("state", sa.Enum(*OLD_STATES, name="parcel_state", native_enum=False, create_constraint=True)))


def downgrade():
    pass
