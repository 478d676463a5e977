"""rows

Revision ID: e340
Revises: e330
Create Date: 2024-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e340"
down_revision = "e330"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("seat_row", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
