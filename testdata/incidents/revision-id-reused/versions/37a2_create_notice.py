"""create notice

Revision ID: 37a2
Revises: 37a1
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "37a2"
down_revision = "37a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("notice", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("body", sa.Text()))


def downgrade():
    op.drop_table("notice")
