"""create account

Revision ID: c510
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c510"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.Text()))


def downgrade():
    op.drop_table("account")
