"""new sessions

Revision ID: e120
Revises: e110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e120"
down_revision = "e110"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table("sessions", "sessions_old")
    op.create_table("sessions", sa.Column("id", sa.Integer, primary_key=True), sa.Column("token", sa.Text, unique=True))
    op.create_index("ix_sessions_x", "sessions", ["token"])


def downgrade():
    pass
