"""one name, and clubs that are there

Revision ID: 8e20
Revises: 8e10
Create Date: 2026-06-08 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "8e20"
down_revision = "8e10"


def upgrade():
    op.add_column("member", sa.Column("name", sa.Text()))
    op.execute("UPDATE member SET name = first || ' ' || last")
    op.alter_column("member", "name", nullable=False)
    op.execute("UPDATE member SET club_id = NULL WHERE club_id NOT IN (SELECT id FROM club)")
    op.create_foreign_key("fk_member_club", "member", "club", ["club_id"], ["id"])


def downgrade():
    op.drop_constraint("fk_member_club", "member")
    op.drop_column("member", "name")
