"""seed default modules

Revision ID: 008
Revises: 007
Create Date: 2025-08-20 09:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '008'
down_revision: Union[str, Sequence[str], None] = '007'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None

DEFAULT_MODULES = ('market', 'finance', 'operations')


def upgrade() -> None:
    """Upgrade schema."""
    modules = sa.table('analytics_modules', sa.column('id', sa.String), sa.column('name', sa.String))
    op.bulk_insert(modules, [{'id': name, 'name': name.title()} for name in DEFAULT_MODULES])


def downgrade() -> None:
    """Downgrade schema."""
    op.execute("DELETE FROM analytics_modules WHERE id IN ('market', 'finance', 'operations')")
