"""road lanes

Revision ID: 55a2
Revises: 55a3
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "55a2"
down_revision = "55a3"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("road", sa.Column("lanes", sa.Integer()))


def downgrade():
    op.drop_column("road", "lanes")
