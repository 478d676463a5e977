"""invoice

Revision ID: 51a3
Revises: 51a2
Create Date: 2026-03-03 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "51a3"
down_revision = "51a2"


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))
