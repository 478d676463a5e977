"""members

Revision ID: 8e10
Create Date: 2026-06-01 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "8e10"
down_revision = None


def upgrade():
    op.create_table("club", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("club_id", sa.Integer()),
    )


def downgrade():
    op.drop_table("member")
    op.drop_table("club")
