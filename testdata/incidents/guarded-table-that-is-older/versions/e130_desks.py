"""desks

Revision ID: e130
Revises: e120
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e130"
down_revision = "e120"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("desk", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
