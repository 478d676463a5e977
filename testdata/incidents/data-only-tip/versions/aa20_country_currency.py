"""country currency

Revision ID: aa20
Revises: aa10
Create Date: 2023-08-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'aa20'
down_revision: Union[str, Sequence[str], None] = 'aa10'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('country', sa.Column('currency', sa.CHAR(length=3), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('country', 'currency')
