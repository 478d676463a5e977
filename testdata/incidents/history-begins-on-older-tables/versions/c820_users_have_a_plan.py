"""users have a plan

Revision ID: c820
Revises: c810
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c820"
down_revision = "c810"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("plan", sa.String(20), nullable=False, server_default="free"))
    op.create_index("ix_users_plan", "users", ["plan"])


def downgrade():
    pass
