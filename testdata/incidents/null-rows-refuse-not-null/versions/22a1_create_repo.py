"""create repo

Revision ID: 22a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "22a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("repo", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("url", sa.String(200)))


def downgrade():
    op.drop_table("repo")
