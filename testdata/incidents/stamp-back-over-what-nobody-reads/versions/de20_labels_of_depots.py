"""labels of depots

Revision ID: de20
Revises: de10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "de20"
down_revision = "de10"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("depot", "label", type_=sa.Enum(*STATES, name=WEIGHT, native_enum=False, create_constraint=True), existing_type=sa.String(20))
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    pass
