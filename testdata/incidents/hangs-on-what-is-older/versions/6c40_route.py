"""route

Revision ID: 6c40
Revises: 6c30
Create Date: 2026-04-23 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "6c40"
down_revision = "6c30"


def upgrade():
    op.create_table("route", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("route")
