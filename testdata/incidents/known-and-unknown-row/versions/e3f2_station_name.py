"""station name

Revision ID: e3f2
Revises: e3f1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e3f2"
down_revision = "e3f1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("station", sa.Column("name", sa.String(80)))


def downgrade():
    op.drop_column("station", "name")
