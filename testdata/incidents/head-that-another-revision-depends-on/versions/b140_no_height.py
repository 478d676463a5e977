"""no height

Revision ID: b140
Revises: b130
Create Date: 2024-03-07 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b140"
down_revision = "b130"
branch_labels = None
depends_on = "b120"


def upgrade():
    op.drop_column('parcel', 'height')


def downgrade():
    pass
