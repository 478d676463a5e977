"""What the old system left

Revision ID: h120
Revises: h110
"""
import os

from alembic import op

revision = "h120"
down_revision = "h110"


def upgrade():
    op.drop_column("accounts", os.environ.get("LEFT_COLUMN", "legacy_no"))
