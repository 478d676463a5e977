"""tags of items

Revision ID: d970
Revises: d960
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d970"
down_revision = "d960"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "item_tags",
        sa.Column("item_id", sa.Integer, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("tag", sa.Text, primary_key=True),
    )


def downgrade():
    pass
