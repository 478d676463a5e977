"""ticket priority

Revision ID: 9a01
Revises: 9a00
Create Date: 2025-02-01 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '9a01'
down_revision: Union[str, Sequence[str], None] = '9a00'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('ticket', sa.Column('priority', sa.SmallInteger(), server_default='3', nullable=False))
    op.create_index('ix_ticket_priority', 'ticket', ['priority'])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('ticket', 'priority')
