"""rename flag key

Revision ID: 009
Revises: 008
Create Date: 2025-09-01 12:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '009'
down_revision: Union[str, Sequence[str], None] = '008'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.alter_column('feature_flags', 'flag_key', new_column_name='key')


def downgrade() -> None:
    """Downgrade schema."""
    op.alter_column('feature_flags', 'key', new_column_name='flag_key')
