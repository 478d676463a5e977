"""stock reserved

Revision ID: 7002
Revises: 7001
Create Date: 2024-11-12 09:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '7002'
down_revision: Union[str, Sequence[str], None] = '7001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('stock', sa.Column('reserved', sa.Integer(), server_default='0', nullable=False))
    op.create_check_constraint('ck_stock_reserved', 'stock', 'reserved <= quantity')


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('stock', 'reserved')
