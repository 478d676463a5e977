"""notes

Revision ID: f6f2
Revises: f6f1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f6f2"
down_revision = "f6f1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("note", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"), schema="public")


def downgrade() -> None:
    op.drop_table("note", schema="public")
