"""cranes

Revision ID: d120
Revises: d110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d120"
down_revision = "d110"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("crane", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
