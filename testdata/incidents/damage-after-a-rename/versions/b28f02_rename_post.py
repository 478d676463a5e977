"""rename post

Revision ID: b28f02
Revises: b28f01
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'b28f02'
down_revision = 'b28f01'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.rename_table("post", "article")
    op.alter_column("article", "title", new_column_name="heading")


def downgrade() -> None:
    pass
