"""sensor unit

Revision ID: 30a2
Revises: 30a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "30a2"
down_revision = "30a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sensor", sa.Column("unit", sa.String(10)))


def downgrade():
    op.drop_column("sensor", "unit")
