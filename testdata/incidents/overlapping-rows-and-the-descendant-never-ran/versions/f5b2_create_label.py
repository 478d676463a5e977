"""create label

Revision ID: f5b2
Revises: f5b1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f5b2"
down_revision = "f5b1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("label", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("label")
