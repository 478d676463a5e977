"""create author and book

Revision ID: 24a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "24a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("author", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("book", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("author_id", sa.Integer()))


def downgrade():
    op.drop_table("book")
    op.drop_table("author")
