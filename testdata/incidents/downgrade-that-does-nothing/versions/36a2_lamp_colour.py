"""lamp colour

Revision ID: 36a2
Revises: 36a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "36a2"
down_revision = "36a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("lamp", sa.Column("colour", sa.String(20)))


def downgrade():
    pass
