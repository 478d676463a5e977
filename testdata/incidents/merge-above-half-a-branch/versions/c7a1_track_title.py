"""track title

Revision ID: c7a1
Revises: c7a0
Create Date: 2023-02-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c7a1"
down_revision = "c7a0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("track", sa.Column("title", sa.String(200)))


def downgrade():
    op.drop_column("track", "title")
