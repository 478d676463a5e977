"""seats

Revision ID: e310
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e310"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("seat", sa.Column("id", sa.Integer, primary_key=True), sa.Column("code", sa.Text))


def downgrade():
    pass
