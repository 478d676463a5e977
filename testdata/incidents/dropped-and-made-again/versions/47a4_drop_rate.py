"""drop rate

Revision ID: 47a4
Revises: 47a3
Create Date: 2023-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "47a4"
down_revision = "47a3"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table("rate")


def downgrade():
    pass
