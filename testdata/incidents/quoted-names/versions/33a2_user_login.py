"""user login

Revision ID: 33a2
Revises: 33a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "33a2"
down_revision = "33a1"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("User", "lastlogin", nullable=False, server_default=sa.text("now()"))
    op.add_column("session", sa.Column("userAgent", sa.Text()))


def downgrade():
    pass
