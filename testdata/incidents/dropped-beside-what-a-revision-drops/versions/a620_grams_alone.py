"""grams alone

Revision ID: a620
Revises: a610
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a620"
down_revision = "a610"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_parcel_grams', 'parcel', ['grams'])
    op.drop_column('parcel', 'weight')


def downgrade():
    pass
