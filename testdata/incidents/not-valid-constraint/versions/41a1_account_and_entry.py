"""create account

Revision ID: 41a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "41a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("entry", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("account_id", sa.Integer()), sa.Column("amount", sa.Integer()))


def downgrade():
    pass
