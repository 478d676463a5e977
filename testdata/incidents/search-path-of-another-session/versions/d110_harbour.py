"""harbour

Revision ID: d110
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE SCHEMA harbour")
    op.execute("SET search_path TO harbour, public")
    op.create_table("quay", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
