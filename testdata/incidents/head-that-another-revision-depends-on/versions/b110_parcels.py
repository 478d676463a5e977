"""parcels

Revision ID: b110
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('parcel', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('weight', sa.Integer()))


def downgrade():
    pass
