"""rooms

Revision ID: e120
Revises: e110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e120"
down_revision = "e110"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("room", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
