"""account

Revision ID: 62b1
Revises:
Create Date: 2026-04-01 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "62b1"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(80), nullable=False),
        sa.Column("name", sa.String(80)),
        sa.PrimaryKeyConstraint("id"),
    )
