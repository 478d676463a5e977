"""fees

Revision ID: 8e30
Revises: 8e20
Create Date: 2026-06-15 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "8e30"
down_revision = "8e20"


def upgrade():
    op.create_table("fee", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("fee")
