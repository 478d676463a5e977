"""create pipeline

Revision ID: 0b11
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0b11"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("pipeline", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(80)))


def downgrade():
    op.drop_table("pipeline")
