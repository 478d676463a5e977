"""events

Revision ID: f35a0c8e4b92
Revises: e6914fd27a30
Create Date: 2024-11-05 10:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision: str = 'f35a0c8e4b92'
down_revision: Union[str, Sequence[str], None] = 'e6914fd27a30'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('events',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', postgresql.TIMESTAMP(), server_default=sa.text('now()'), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    def child(table, *columns):
        op.create_table(table,
            sa.Column('id', sa.String(length=36), primary_key=True),
            sa.Column('event_id', sa.String(length=36), sa.ForeignKey('events.id', ondelete='CASCADE'), nullable=False),
            *columns,
            sa.Column('created_at', postgresql.TIMESTAMP(), server_default=sa.text('now()'), nullable=True),
        )
    child('event_registrations', sa.Column('user_id', sa.String(length=36), sa.ForeignKey('users.id'), nullable=False))
    child('event_sessions', sa.Column('title', sa.String(length=200), nullable=False))
    child('event_speakers', sa.Column('name', sa.String(length=120), nullable=False))
    child('event_feedback', sa.Column('stars', sa.SmallInteger(), nullable=False))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('event_feedback')
    op.drop_table('event_speakers')
    op.drop_table('event_sessions')
    op.drop_table('event_registrations')
    op.drop_table('events')
