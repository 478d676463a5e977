"""station height

Revision ID: e3f3
Revises: e3f2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e3f3"
down_revision = "e3f2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("station", sa.Column("height_m", sa.Integer()))


def downgrade():
    op.drop_column("station", "height_m")
