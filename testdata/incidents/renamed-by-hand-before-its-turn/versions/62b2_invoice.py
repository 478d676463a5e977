"""invoice

Revision ID: 62b2
Revises: 62b1
Create Date: 2026-04-02 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "62b2"
down_revision = "62b1"


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))
