"""Find accounts by their old numbers

Revision ID: h110
Revises:
"""
from alembic import op

revision = "h110"
down_revision = None


def upgrade():
    op.create_index("ix_accounts_legacy_no", "accounts", ["legacy_no"])
