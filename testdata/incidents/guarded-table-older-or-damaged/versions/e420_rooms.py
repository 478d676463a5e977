"""rooms

Revision ID: e420
Revises: e410
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e420"
down_revision = "e410"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("room", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
