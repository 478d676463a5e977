"""project owner

Revision ID: 2bb1d5e3
Revises: 1aa0c4d2
Create Date: 2024-02-01 12:30:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '2bb1d5e3'
down_revision: Union[str, Sequence[str], None] = '1aa0c4d2'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('project', sa.Column('owner', sa.String(length=80), server_default='', nullable=False))
    op.create_index('ix_project_owner', 'project', ['owner'])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index('ix_project_owner')
    op.drop_column('project', 'owner')
