"""create people

Revision ID: 20240101_create_people_table
Revises: 
Create Date: 2024-01-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20240101_create_people_table"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("people", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("people")
