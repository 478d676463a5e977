"""order index

Revision ID: a5
Revises: a4
Create Date: 2023-10-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a5'
down_revision: Union[str, Sequence[str], None] = 'a4'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_index('ix_order_placed_at', 'order', ['placed_at'])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index('ix_order_placed_at')
