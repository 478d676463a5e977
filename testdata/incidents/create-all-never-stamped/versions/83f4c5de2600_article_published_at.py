"""article published at

Revision ID: 83f4c5de2600
Revises: 72e3b4cd15ff
Create Date: 2022-02-18 13:37:00.333333

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "83f4c5de2600"
down_revision = "72e3b4cd15ff"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("article") as batch:
        batch.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
        batch.alter_column("title", existing_type=sa.String(length=300), type_=sa.String(length=500), existing_nullable=False)
    op.execute("UPDATE article SET published_at = now() WHERE state = 'published'")


def downgrade():
    op.drop_column("article", "published_at")
