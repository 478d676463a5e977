"""create login

Revision ID: 44a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "44a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("login", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(254)), sa.Column("phone", sa.String(30)))


def downgrade():
    op.drop_table("login")
