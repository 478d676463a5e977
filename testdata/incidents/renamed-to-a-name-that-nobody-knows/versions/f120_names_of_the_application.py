"""names of the application

Revision ID: f120
Revises: f110
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "f120"
down_revision = "f110"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("parcel", "weight", new_column_name=WEIGHT)
    op.alter_column("depot", "code", new_column_name=WEIGHT)


def downgrade():
    pass
