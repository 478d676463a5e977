"""tree species

Revision ID: 35a3
Revises: 35a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "35a3"
down_revision = "35a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("tree", sa.Column("species", sa.String(40)))
    op.create_index("ix_forest_name", "forest", ["name"])


def downgrade():
    op.drop_column("tree", "species")
