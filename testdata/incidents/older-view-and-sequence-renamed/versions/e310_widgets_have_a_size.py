"""widgets have a size

Revision ID: e310
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e310"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("widget", sa.Column("size", sa.Integer))


def downgrade():
    pass
