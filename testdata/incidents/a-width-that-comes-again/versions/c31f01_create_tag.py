"""create tag

Revision ID: c31f01
Revises: 
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'c31f01'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("word", sa.String(length=20), nullable=False),
    )


def downgrade() -> None:
    pass
