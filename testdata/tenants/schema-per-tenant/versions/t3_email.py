"""e-mail

Revision ID: t3
Revises: t2
Create Date: 2025-03-10 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "t3"
down_revision = "t2"


def upgrade():
    op.add_column("member", sa.Column("email", sa.String(200)))
    op.create_unique_constraint("uq_member_email", "member", ["email"])
