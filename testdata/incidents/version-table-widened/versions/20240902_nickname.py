"""nickname

Revision ID: 20240902_add_people_nickname
Revises: 20240820_add_people_last_seen_at_column
Create Date: 2024-09-02 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20240902_add_people_nickname"
down_revision = "20240820_add_people_last_seen_at_column"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("people", sa.Column("nickname", sa.Text()))


def downgrade():
    pass
