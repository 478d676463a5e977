"""invoice

Revision ID: 7d30
Revises: 7d20
Create Date: 2026-05-18 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "7d30"
down_revision = "7d20"


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("invoice")
