"""last seen

Revision ID: 20240820_add_people_last_seen_at_column
Revises: 20240101_create_people_table
Create Date: 2024-08-20 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20240820_add_people_last_seen_at_column"
down_revision = "20240101_create_people_table"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("people", sa.Column("last_seen_at", sa.DateTime()))


def downgrade():
    pass
