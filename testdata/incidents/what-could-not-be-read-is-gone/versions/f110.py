"""Since when a job is looked at

Revision ID: f110
Revises:
"""
import datetime

import sqlalchemy as sa
from alembic import op

revision = "f110"
down_revision = None


def upgrade():
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("status", sa.String(10)),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owners.code", name="fk_jobs_owner")),
    )
    op.add_column("jobs", sa.Column("seen_at", sa.DateTime(), server_default=str(datetime.datetime.now())))
