"""visits

Revision ID: t2
Revises: t1
Create Date: 2025-02-10 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "t2"
down_revision = "t1"


def upgrade():
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("at", sa.DateTime, server_default=sa.text("now()")),
    )
    op.create_index("ix_visit_member", "visit", ["member_id"])
