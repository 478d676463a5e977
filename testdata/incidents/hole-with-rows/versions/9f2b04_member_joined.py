"""member joined

Revision ID: 9f2b04
Revises: 9f2b03
Create Date: 2024-05-02 11:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '9f2b04'
down_revision: Union[str, Sequence[str], None] = '9f2b03'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('member', sa.Column('joined_on', sa.Date(), server_default=sa.text('CURRENT_DATE'), nullable=False))
    op.add_column('member', sa.Column('left_on', sa.Date(), nullable=True))
    op.create_check_constraint('ck_member_left_after_joined', 'member', 'left_on >= joined_on')


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('member', 'left_on')
    op.drop_column('member', 'joined_on')
