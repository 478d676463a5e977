"""tags

Revision ID: 72e3b4cd15ff
Revises: 61d2a3bc04ee
Create Date: 2021-12-01 17:22:40.987001

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "72e3b4cd15ff"
down_revision = "61d2a3bc04ee"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("label", sa.String(length=50), nullable=False, unique=True),
    )
    op.create_table(
        "article_tag",
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag_id", sa.Integer(), sa.ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    )


def downgrade():
    op.drop_table("article_tag")
    op.drop_table("tag")
