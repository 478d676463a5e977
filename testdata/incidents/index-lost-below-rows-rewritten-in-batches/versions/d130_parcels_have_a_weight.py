"""parcels have a weight

Revision ID: d130
Revises: d120
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d130"
down_revision = "d120"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("parcel", sa.Column("weight", sa.Numeric))


def downgrade():
    pass
