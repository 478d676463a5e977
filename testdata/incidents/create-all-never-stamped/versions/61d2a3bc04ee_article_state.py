"""article state

Revision ID: 61d2a3bc04ee
Revises: 5e0c1f77a9b1
Create Date: 2021-10-20 08:59:01.120004

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "61d2a3bc04ee"
down_revision = "5e0c1f77a9b1"
branch_labels = None
depends_on = None


def upgrade():
    state = sa.Enum("draft", "review", "published", name="article_state")
    state.create(op.get_bind(), checkfirst=True)
    op.add_column("article", sa.Column("state", state, nullable=False, server_default="draft"))
    op.create_index("ix_article_state", "article", ["state"])


def downgrade():
    op.drop_index("ix_article_state")
    op.drop_column("article", "state")
    op.execute("DROP TYPE article_state")
