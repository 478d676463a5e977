"""blog and community

Revision ID: e6914fd27a30
Revises: 5d80b3ac19f7
Create Date: 2024-10-22 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e6914fd27a30"
down_revision = "5d80b3ac19f7"
branch_labels = None
depends_on = None

COMMUNITY = [
    ("community_categories", "organizations"),
    ("community_threads", "community_categories"),
    ("community_posts", "community_threads"),
    ("community_reactions", "community_posts"),
    ("community_memberships", "users"),
]


def upgrade():
    op.create_table(
        "blog_posts",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("slug", sa.String(200), nullable=False, unique=True),
        sa.Column("created_at", sa.TIMESTAMP(), server_default=sa.text("now()")),
    )
    for table, parent in COMMUNITY:
        op.execute(
            f"""
            CREATE TABLE {table} (
                id varchar(36) PRIMARY KEY,
                parent_id varchar(36) NOT NULL REFERENCES {parent} (id) ON DELETE CASCADE,
                content text,
                created_at timestamp DEFAULT now()
            )
            """
        )


def downgrade():
    for table, _ in reversed(COMMUNITY):
        op.execute(f"DROP TABLE {table}")
    op.drop_table("blog_posts")
