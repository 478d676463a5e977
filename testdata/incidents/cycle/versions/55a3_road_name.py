"""road name

Revision ID: 55a3
Revises: 55a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "55a3"
down_revision = "55a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("road", sa.Column("name", sa.String(40)))


def downgrade():
    op.drop_column("road", "name")
