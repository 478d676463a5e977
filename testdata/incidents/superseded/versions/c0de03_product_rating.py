"""product rating

Revision ID: c0de03
Revises: c0de02
Create Date: 2020-07-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0de03'
down_revision: Union[str, Sequence[str], None] = 'c0de02'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    for name, type_ in {'stars': sa.SmallInteger(), 'votes': sa.Integer()}.items():
        op.add_column('product', sa.Column(name, type_, nullable=True))
    op.drop_column('product', 'rate')
    op.add_column('product', sa.Column('rate', sa.Numeric(5, 2), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('product', 'votes')
    op.drop_column('product', 'stars')
