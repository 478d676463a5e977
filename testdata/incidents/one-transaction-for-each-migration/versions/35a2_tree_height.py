"""tree height

Revision ID: 35a2
Revises: 35a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "35a2"
down_revision = "35a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("tree", sa.Column("height", sa.Integer()))


def downgrade():
    op.drop_column("tree", "height")
