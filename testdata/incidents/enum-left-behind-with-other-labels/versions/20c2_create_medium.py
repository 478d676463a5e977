"""create medium

Revision ID: 20c2
Revises: 20c1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20c2"
down_revision = "20c1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "medium",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.Enum("book", "film", name="medium_kind"), nullable=False),
    )


def downgrade():
    op.drop_table("medium")
