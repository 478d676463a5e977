"""rooms

Revision ID: 9f30
Revises: 9f20
Create Date: 2026-07-15 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "9f30"
down_revision = "9f20"


def upgrade():
    op.create_table("room", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("room")
