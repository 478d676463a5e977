"""seed countries

Revision ID: aa30
Revises: aa20
Create Date: 2023-09-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'aa30'
down_revision: Union[str, Sequence[str], None] = 'aa20'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    country = sa.table('country', sa.column('code'), sa.column('name'), sa.column('currency'))
    op.bulk_insert(country, [
        {'code': 'AT', 'name': 'Austria', 'currency': 'EUR'},
        {'code': 'CH', 'name': 'Switzerland', 'currency': 'CHF'},
    ])
    op.execute("UPDATE country SET currency = 'EUR' WHERE currency IS NULL")


def downgrade() -> None:
    """Downgrade schema."""
    op.execute("DELETE FROM country WHERE code IN ('AT', 'CH')")
