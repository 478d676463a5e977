"""member profile

Revision ID: 9f2b03
Revises: 9f2b02
Create Date: 2024-04-12 10:30:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '9f2b03'
down_revision: Union[str, Sequence[str], None] = '9f2b02'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('member', sa.Column('display_name', sa.String(length=80), nullable=True))
    op.add_column('member', sa.Column('bio', sa.Text(), nullable=True))
    op.create_index('ix_member_display_name', 'member', ['display_name'])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index('ix_member_display_name')
    op.drop_column('member', 'bio')
    op.drop_column('member', 'display_name')
