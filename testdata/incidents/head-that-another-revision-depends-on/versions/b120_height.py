"""height

Revision ID: b120
Revises: b110
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b120"
down_revision = "b110"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('parcel', sa.Column('height', sa.Integer()))


def downgrade():
    pass
