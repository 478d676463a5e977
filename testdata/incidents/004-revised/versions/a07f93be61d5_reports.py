"""reports

Revision ID: a07f93be61d5
Revises: 58c1d07be294
Create Date: 2025-03-03 09:10:11.121314

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a07f93be61d5'
down_revision: Union[str, Sequence[str], None] = '58c1d07be294'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), server_default='untitled', nullable=False),
    sa.Column('created_at', sa.DateTime(), server_default=sa.text('(CURRENT_TIMESTAMP)'), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_report_at', sa.DateTime(), nullable=True))
        batch_op.create_index('ix_user_last_report_at', ['last_report_at'], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('user', 'last_report_at')
    op.drop_table('report')
