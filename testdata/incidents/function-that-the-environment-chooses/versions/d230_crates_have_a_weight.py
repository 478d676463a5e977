"""crates have a weight

Revision ID: d230
Revises: d220
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d230"
down_revision = "d220"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("crate", sa.Column("weight", sa.Numeric))


def downgrade():
    pass
