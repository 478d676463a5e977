"""merge heads

Revision ID: c7c0
Revises: c7a1, c7b1
Create Date: 2023-02-03 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c7c0"
down_revision = ("c7a1", "c7b1")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
