"""keys for lockers in place of the old index

Revision ID: e520
Revises: e510
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e520"
down_revision = "e510"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("locker_key", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DROP INDEX IF EXISTS ix_badge_number")


def downgrade():
    pass
