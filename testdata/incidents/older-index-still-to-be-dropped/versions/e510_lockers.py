"""lockers

Revision ID: e510
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e510"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("locker", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
