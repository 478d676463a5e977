"""Regions

Revision ID: g110
Revises:
"""
import os

import sqlalchemy as sa
from alembic import op

revision = "g110"
down_revision = None


def upgrade():
    op.create_table("regions", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("code", sa.Text()))
    op.alter_column("regions", "code", server_default=os.environ.get("HOME_REGION"))
