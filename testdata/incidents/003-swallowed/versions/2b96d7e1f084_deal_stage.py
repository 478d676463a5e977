"""deal stage

Revision ID: 2b96d7e1f084
Revises: f35a0c8e4b92
Create Date: 2024-11-19 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '2b96d7e1f084'
down_revision: Union[str, Sequence[str], None] = 'f35a0c8e4b92'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('deals', sa.Column('stage', sa.String(length=10), server_default='lead', nullable=False))
    op.add_column('deals', sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('users', sa.Column('full_name', sa.String(length=200), nullable=True))
    op.create_index(op.f('ix_deals_stage'), 'deals', ['stage'], unique=False)
    op.create_check_constraint('ck_deals_closed', 'deals', "closed_at IS NULL OR stage IN ('won', 'lost')")


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f('ix_deals_stage'))
    op.drop_column('users', 'full_name')
    op.drop_column('deals', 'closed_at')
    op.drop_column('deals', 'stage')
