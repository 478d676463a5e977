"""create run

Revision ID: 0b12
Revises: 0b11
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0b12"
down_revision = "0b11"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("run", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("run")
