"""create post

Revision ID: b28f01
Revises: 
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'b28f01'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True, start=100), primary_key=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["post.id"], ondelete="SET NULL"),
    )
    op.create_index("ix_post_title", "post", ["title"])
    op.create_table(
        "label",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False, start=1000, increment=10), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    pass
