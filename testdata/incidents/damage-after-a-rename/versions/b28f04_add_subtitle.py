"""add subtitle

Revision ID: b28f04
Revises: b28f03
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'b28f04'
down_revision = 'b28f03'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("subtitle", sa.Text(), nullable=True))


def downgrade() -> None:
    pass
