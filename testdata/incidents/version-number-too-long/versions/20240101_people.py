"""create person

Revision ID: 20240101_people
Revises: 
Create Date: 2024-01-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20240101_people"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("person", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("person")
