"""product

Revision ID: 51a1
Revises:
Create Date: 2026-03-02 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "51a1"
down_revision = None


def upgrade():
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
