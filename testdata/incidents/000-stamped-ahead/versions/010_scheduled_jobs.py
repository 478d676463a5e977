"""scheduled jobs

Revision ID: 010
Revises: 009
Create Date: 2025-09-16 07:45:30.909090

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '010'
down_revision: Union[str, Sequence[str], None] = '009'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('scheduled_jobs',
        sa.Column('id', sa.Integer(), sa.Identity(always=True), primary_key=True),
        sa.Column('report_id', sa.UUID(), sa.ForeignKey('reports.id', ondelete='CASCADE'), nullable=False),
        sa.Column('cron', sa.String(60), nullable=False),
        sa.Column('next_run', sa.DateTime(timezone=True), nullable=True),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('scheduled_jobs')
