"""drop wishlist

Revision ID: c0de04
Revises: c0de03
Create Date: 2020-09-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0de04'
down_revision: Union[str, Sequence[str], None] = 'c0de03'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.drop_table('wishlist')
    op.drop_column('product', 'stars')
    op.add_column('product', sa.Column('discontinued', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('product', 'discontinued')
