"""visitor badge

Revision ID: a6c2
Revises: a6c1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a6c2"
down_revision = "a6c1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("visitor", sa.Column("badge", sa.String(20)))


def downgrade():
    op.drop_column("visitor", "badge")
