"""track length

Revision ID: c7b1
Revises: c7a0
Create Date: 2023-02-02 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c7b1"
down_revision = "c7a0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("track", sa.Column("seconds", sa.Integer()))


def downgrade():
    op.drop_column("track", "seconds")
