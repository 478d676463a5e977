"""create badge

Revision ID: 9f2b02
Revises: 9f2b01
Create Date: 2024-06-20 18:04:11.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '9f2b02'
down_revision: Union[str, Sequence[str], None] = '9f2b01'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('badge',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('member_id', sa.Integer(), nullable=False),
        sa.Column('label', sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['member.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index(op.f('ix_badge_member_id'), 'badge', ['member_id'])
    op.execute("INSERT INTO badge (member_id, label) SELECT id, 'founder' FROM member")
    op.get_bind().execute(sa.text("UPDATE member SET email = lower(email)"))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('badge')
