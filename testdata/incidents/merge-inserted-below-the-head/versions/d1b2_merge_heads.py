"""merge heads

Revision ID: d1b2
Revises: d1a1, d1b1
Create Date: 2023-04-17 11:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d1b2"
down_revision = ("d1a1", "d1b1")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
