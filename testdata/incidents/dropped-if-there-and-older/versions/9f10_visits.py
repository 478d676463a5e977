"""visits

Revision ID: 9f10
Create Date: 2026-07-01 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "9f10"
down_revision = None


def upgrade():
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("visit")
