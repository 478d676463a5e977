"""piers

Revision ID: b120
Revises: b110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b120"
down_revision = "b110"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("pier", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
