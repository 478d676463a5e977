"""queues

Revision ID: aa40
Revises: aa30
Create Date: 2026-08-24 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "aa40"
down_revision = "aa30"


def upgrade():
    op.create_table("queue", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("queue")
