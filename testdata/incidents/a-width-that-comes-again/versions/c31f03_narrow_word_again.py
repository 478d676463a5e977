"""narrow word again

Revision ID: c31f03
Revises: c31f02
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'c31f03'
down_revision = 'c31f02'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("tag", "word", type_=sa.String(length=20))


def downgrade() -> None:
    pass
