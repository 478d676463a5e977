"""customer vat

Revision ID: a4
Revises: a3
Create Date: 2023-08-09 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a4'
down_revision: Union[str, Sequence[str], None] = 'a3'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('customer', sa.Column('vat_id', sa.String(length=20), nullable=True))
    op.create_unique_constraint('uq_customer_vat', 'customer', ['vat_id'])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_constraint('uq_customer_vat', 'customer')
    op.drop_column('customer', 'vat_id')
