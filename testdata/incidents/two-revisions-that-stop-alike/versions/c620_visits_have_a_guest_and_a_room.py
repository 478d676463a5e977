"""visits have a guest and a room

Revision ID: c620
Revises: c610
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c620"
down_revision = "c610"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("visit", sa.Column("guest", sa.Text(), nullable=True))
    op.add_column("visit", sa.Column("room", sa.Text(), nullable=True))


def downgrade():
    pass
