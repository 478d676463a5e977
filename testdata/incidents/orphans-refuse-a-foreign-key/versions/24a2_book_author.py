"""book author

Revision ID: 24a2
Revises: 24a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "24a2"
down_revision = "24a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_foreign_key("fk_book_author", "book", "author", ["author_id"], ["id"])


def downgrade():
    op.drop_constraint("fk_book_author", "book")
