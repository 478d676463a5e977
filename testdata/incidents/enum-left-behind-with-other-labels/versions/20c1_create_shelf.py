"""create shelf

Revision ID: 20c1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20c1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("shelf")
