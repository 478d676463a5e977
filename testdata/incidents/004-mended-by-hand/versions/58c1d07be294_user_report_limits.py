"""user report limits

Revision ID: 58c1d07be294
Revises: 1f2e3d4c5b6a
Create Date: 2025-02-10 14:22:51.300100

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '58c1d07be294'
down_revision: Union[str, Sequence[str], None] = '1f2e3d4c5b6a'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('clear_previous_anomalies', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('show_clear_warning', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('max_reports', sa.Integer(), server_default=sa.text('5'), nullable=False))
        batch_op.add_column(sa.Column('max_templates', sa.Integer(), server_default='5', nullable=False))


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_column('max_templates')
        batch_op.drop_column('max_reports')
        batch_op.drop_column('show_clear_warning')
        batch_op.drop_column('clear_previous_anomalies')
