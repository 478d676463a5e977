"""members

Revision ID: t1
Revises:
Create Date: 2025-01-10 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "t1"
down_revision = None


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer, primary_key=True))
