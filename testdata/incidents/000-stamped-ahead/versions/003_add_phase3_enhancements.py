"""Add Phase 3 enhancements: modules, feature flags, SIC codes, audit log

Revision ID: 003
Revises: 002
Create Date: 2025-07-15 11:02:31.004711

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision: str = '003'
down_revision: Union[str, Sequence[str], None] = '002'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None

INDEXES = [
    ('analytics_modules', 'name'),
    ('audit_logs', 'user_id'),
    ('audit_logs', 'created_at'),
    ('feature_flags', 'is_enabled'),
    ('sic_codes', 'section'),
]


def _timestamps():
    return (
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    )


def upgrade() -> None:
    """Upgrade schema."""
    # Industry classification
    op.create_table('sic_codes',
        sa.Column('code', sa.String(10), primary_key=True),
        sa.Column('title', sa.String(255), nullable=False),
        sa.Column('section', sa.String(5), nullable=True),
        sa.Column('is_supported', sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column('organisations', sa.Column('sic_code', sa.String(10), sa.ForeignKey('sic_codes.code'), nullable=True))

    # Modules
    op.create_table('analytics_modules',
        sa.Column('id', sa.String(36), primary_key=True),
        sa.Column('name', sa.String(100), nullable=False, unique=True),
        sa.Column('version', sa.String(20), server_default='1.0.0', nullable=False),
        *_timestamps(),
    )
    op.create_table('organisation_modules',
        sa.Column('organisation_id', sa.String(36), sa.ForeignKey('organisations.id', ondelete='CASCADE'), primary_key=True),
        sa.Column('module_id', sa.String(36), sa.ForeignKey('analytics_modules.id', ondelete='CASCADE'), primary_key=True),
        sa.Column('enabled', sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.create_table('sector_modules',
        sa.Column('sic_code', sa.String(10), sa.ForeignKey('sic_codes.code'), primary_key=True),
        sa.Column('module_id', sa.String(36), sa.ForeignKey('analytics_modules.id'), primary_key=True),
    )

    # Feature flags
    op.create_table('feature_flags',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('flag_key', sa.String(80), nullable=False),
        sa.Column('is_enabled', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('rollout', sa.SmallInteger(), server_default='0', nullable=False),
        sa.UniqueConstraint('flag_key', name='uq_feature_flags_key'),
        sa.CheckConstraint('rollout BETWEEN 0 AND 100', name='ck_feature_flags_rollout'),
        *_timestamps(),
    )

    # Audit trail
    op.create_table('audit_logs',
        sa.Column('id', sa.BigInteger(), primary_key=True),
        sa.Column('user_id', sa.String(36), sa.ForeignKey('users.id', ondelete='SET NULL'), nullable=True),
        sa.Column('action', sa.String(60), nullable=False),
        sa.Column('changes', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    for table, column in INDEXES:
        op.create_index(f'idx_{table}_{column}', table, [column])


def downgrade() -> None:
    """Downgrade schema."""
    for table, column in reversed(INDEXES):
        op.drop_index(f'idx_{table}_{column}', table_name=table)
    for table in ('audit_logs', 'feature_flags', 'sector_modules', 'organisation_modules', 'analytics_modules'):
        op.drop_table(table)
    op.drop_column('organisations', 'sic_code')
    op.drop_table('sic_codes')
