"""wishlist

Revision ID: c0de02
Revises: c0de01
Create Date: 2020-06-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0de02'
down_revision: Union[str, Sequence[str], None] = 'c0de01'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('wishlist',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('product_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['product_id'], ['product.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_wishlist_product_id', 'wishlist', ['product_id'])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('wishlist')
