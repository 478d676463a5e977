"""weight

Revision ID: 51a2
Revises: 51a1
Create Date: 2026-02-09 09:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = '51a2'
down_revision = '51a1'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('parcel', sa.Column('weight', sa.Integer(), nullable=True))


def downgrade():
    op.drop_column('parcel', 'weight')
