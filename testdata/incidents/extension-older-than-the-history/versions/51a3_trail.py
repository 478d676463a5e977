"""trail

Revision ID: 51a3
Revises: 51a2
Create Date: 2026-02-16 09:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = '51a3'
down_revision = '51a2'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('trail', sa.Column('id', sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table('trail')
