"""Add Phase 3 enhancements

Revision ID: 003
Revises: 002
Create Date: 2025-07-15 11:02:31.004711

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '003'
down_revision: Union[str, Sequence[str], None] = '002'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('sic_codes',
        sa.Column('code', sa.String(10), nullable=False),
        sa.Column('title', sa.String(255), nullable=False),
        sa.Column('section', sa.String(5), nullable=True),
        sa.Column('is_supported', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.PrimaryKeyConstraint('code'),
    )
    op.create_table('analytics_modules',
        sa.Column('id', sa.String(36), nullable=False),
        sa.Column('name', sa.String(100), nullable=False),
        sa.Column('category', sa.String(50), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('feature_flags',
        sa.Column('id', sa.String(36), nullable=False),
        sa.Column('name', sa.String(100), nullable=False),
        sa.Column('is_enabled', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('name', name='uq_feature_flags_name'),
    )
    op.create_table('competitive_factor_templates',
        sa.Column('id', sa.String(36), nullable=False),
        sa.Column('sic_code', sa.String(10), nullable=False),
        sa.Column('factor_name', sa.String(120), nullable=False),
        sa.Column('default_weight', sa.Numeric(4, 2), server_default='1.0', nullable=False),
        sa.ForeignKeyConstraint(['sic_code'], ['sic_codes.code']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('audit_logs',
        sa.Column('id', sa.BigInteger(), nullable=False),
        sa.Column('action', sa.String(60), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('organisation_modules',
        sa.Column('organisation_id', sa.String(36), nullable=False),
        sa.Column('module_id', sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id']),
        sa.ForeignKeyConstraint(['module_id'], ['analytics_modules.id']),
        sa.PrimaryKeyConstraint('organisation_id', 'module_id'),
    )
    op.create_table('module_usage_logs',
        sa.Column('id', sa.String(36), nullable=False),
        sa.Column('module_id', sa.String(36), nullable=False),
        sa.Column('timestamp', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['module_id'], ['analytics_modules.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('feature_flag_usage',
        sa.Column('id', sa.String(36), nullable=False),
        sa.Column('flag_id', sa.String(36), nullable=False),
        sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['flag_id'], ['feature_flags.id']),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('feature_flag_usage')
    op.drop_table('module_usage_logs')
    op.drop_table('organisation_modules')
    op.drop_table('audit_logs')
    op.drop_table('competitive_factor_templates')
    op.drop_table('feature_flags')
    op.drop_table('analytics_modules')
    op.drop_table('sic_codes')
