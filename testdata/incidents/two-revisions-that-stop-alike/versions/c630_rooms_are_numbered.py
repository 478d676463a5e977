"""rooms are numbered

Revision ID: c630
Revises: c620
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c630"
down_revision = "c620"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column("visit", "room")
    op.add_column("visit", sa.Column("room_number", sa.Integer(), nullable=True))


def downgrade():
    pass
