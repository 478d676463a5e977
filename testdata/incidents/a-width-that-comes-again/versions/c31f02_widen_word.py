"""widen word

Revision ID: c31f02
Revises: c31f01
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'c31f02'
down_revision = 'c31f01'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("tag", "word", type_=sa.String(length=40))


def downgrade() -> None:
    pass
