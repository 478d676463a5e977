"""create contract

Revision ID: 52a3
Revises: 52a2
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "52a3"
down_revision = "52a2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("contract", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("contract")
