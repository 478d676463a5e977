"""docks

Revision ID: f720
Revises: f710
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f720"
down_revision = "f710"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("dock", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
