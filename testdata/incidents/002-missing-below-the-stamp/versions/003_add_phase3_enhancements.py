"""Add Phase 3 enhancements

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

ORGANISATION_COLUMNS = (
    ('industry_sector', sa.String(length=80), None),
    ('employee_band', sa.String(length=20), None),
    ('annual_revenue', sa.Numeric(precision=14, scale=2), None),
    ('fiscal_year_end', sa.String(length=5), '31-12'),
    ('timezone', sa.String(length=40), 'UTC'),
    ('created_by', sa.String(length=36), None),
    ('updated_at', sa.DateTime(timezone=True), None),
)


def upgrade() -> None:
    """Upgrade schema."""
    # --- extend what exists -------------------------------------------------------------------------
    for name, type_, default in ORGANISATION_COLUMNS:
        op.add_column('organisations', sa.Column(name, type_, server_default=default, nullable=default is None))

    # --- classification -----------------------------------------------------------------------------
    op.create_table('sic_codes',
        sa.Column('code', sa.String(length=10), nullable=False),
        sa.Column('section', sa.String(length=5), nullable=True),
        sa.Column('title', sa.String(length=255), server_default='', nullable=False),
        sa.Column('description', sa.Text(), nullable=True),
        sa.Column('is_supported', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('competitive_factors', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column('default_metrics', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column('analytics_config', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('code'),
    )
    op.create_index('idx_sic_codes_section', 'sic_codes', ['section'])

    # --- modules ------------------------------------------------------------------------------------
    op.create_table('analytics_modules',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.Column('category', sa.String(length=50), nullable=True),
        sa.Column('version', sa.String(length=20), server_default='1.0.0', nullable=False),
        sa.Column('tags', postgresql.ARRAY(sa.String(length=40)), server_default='{}', nullable=False),
        sa.Column('ai_enhanced', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('name', name='uq_analytics_modules_name'),
    )
    op.create_table('organisation_modules',
        sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column('note', sa.Text(), nullable=True),
        sa.Column('organisation_id', sa.String(length=36), nullable=False),
        sa.Column('module_id', sa.String(length=36), nullable=False),
        sa.Column('enabled', sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column('configuration', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column('last_used', sa.DateTime(timezone=True), nullable=True),
        sa.Column('usage_count', sa.Integer(), server_default='0', nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['module_id'], ['analytics_modules.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('organisation_id', 'module_id', name='uq_organisation_module'),
    )
    op.create_table('module_configurations',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('module_id', sa.String(length=36), nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column('value', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(['module_id'], ['analytics_modules.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('module_id', 'key'),
    )
    op.create_table('module_usage_logs',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('module_id', sa.String(length=36), nullable=False),
        sa.Column('user_id', sa.String(length=36), nullable=True),
        sa.Column('timestamp', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['module_id'], ['analytics_modules.id']),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('idx_module_usage_logs_timestamp', 'module_usage_logs', ['timestamp'])

    # --- templates ----------------------------------------------------------------------------------
    op.create_table('industry_templates',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('sic_code', sa.String(length=10), nullable=True),
        sa.Column('name', sa.String(length=120), nullable=False),
        sa.Column('settings', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(['sic_code'], ['sic_codes.code']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('competitive_factor_templates',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('template_id', sa.String(length=36), nullable=False),
        sa.Column('factor_name', sa.String(length=120), nullable=False),
        sa.Column('default_weight', sa.Numeric(precision=4, scale=2), server_default='1.0', nullable=False),
        sa.CheckConstraint('default_weight BETWEEN 0 AND 10', name='ck_factor_weight'),
        sa.ForeignKeyConstraint(['template_id'], ['industry_templates.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('sector_modules',
        sa.Column('sic_code', sa.String(length=10), nullable=False),
        sa.Column('module_id', sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(['module_id'], ['analytics_modules.id']),
        sa.ForeignKeyConstraint(['sic_code'], ['sic_codes.code']),
        sa.PrimaryKeyConstraint('sic_code', 'module_id'),
    )
    op.create_table('organization_template_applications',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('organisation_id', sa.String(length=36), nullable=False),
        sa.Column('template_id', sa.String(length=36), nullable=False),
        sa.Column('applied_by', sa.String(length=36), nullable=True),
        sa.Column('applied_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['template_id'], ['industry_templates.id']),
        sa.ForeignKeyConstraint(['applied_by'], ['users.id']),
        sa.PrimaryKeyConstraint('id'),
    )

    # --- feature flags ------------------------------------------------------------------------------
    op.create_table('feature_flags',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('key', sa.String(length=80), nullable=False),
        sa.Column('status', sa.String(length=20), server_default='off', nullable=False),
        sa.Column('conditions', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('metadata', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('created_by', sa.String(length=36), nullable=True),
        sa.Column('updated_by', sa.String(length=36), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['created_by'], ['users.id'], name='fk_feature_flags_created_by'),
        sa.ForeignKeyConstraint(['updated_by'], ['users.id'], name='fk_feature_flags_updated_by'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('key'),
    )
    op.create_table('feature_flag_overrides',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('flag_id', sa.String(length=36), nullable=False),
        sa.Column('enabled', sa.Boolean(), nullable=False),
        sa.Column('created_by', sa.String(length=36), nullable=True),
        sa.Column('reason', sa.Text(), nullable=True),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['flag_id'], ['feature_flags.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('feature_flag_usage',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('flag_id', sa.String(length=36), nullable=False),
        sa.Column('organisation_id', sa.String(length=36), nullable=True),
        sa.Column('used_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['flag_id'], ['feature_flags.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )

    # --- administration -----------------------------------------------------------------------------
    op.create_table('hierarchy_role_assignments',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('user_id', sa.String(length=36), nullable=False),
        sa.Column('role', sa.String(length=40), nullable=False),
        sa.Column('parent_id', sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['parent_id'], ['hierarchy_role_assignments.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('admin_actions',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('assignment_id', sa.String(length=36), nullable=True),
        sa.Column('action', sa.String(length=80), nullable=False),
        sa.Column('performed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['assignment_id'], ['hierarchy_role_assignments.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table('audit_logs',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('tenant_id', sa.String(length=36), nullable=True),
        sa.Column('user_id', sa.String(length=36), nullable=True),
        sa.Column('action', sa.String(length=80), server_default='unknown', nullable=False),
        sa.Column('resource_type', sa.String(length=60), nullable=True),
        sa.Column('resource_id', sa.String(length=60), nullable=True),
        sa.Column('changes', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('ip_address', postgresql.INET(), nullable=True),
        sa.Column('user_agent', sa.String(length=400), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('audit_logs')
    op.drop_table('admin_actions')
    op.drop_table('hierarchy_role_assignments')
    op.drop_table('feature_flag_usage')
    op.drop_table('feature_flag_overrides')
    op.drop_table('feature_flags')
    op.drop_table('organization_template_applications')
    op.drop_table('sector_modules')
    op.drop_table('competitive_factor_templates')
    op.drop_table('industry_templates')
    op.drop_table('module_usage_logs')
    op.drop_table('module_configurations')
    op.drop_table('organisation_modules')
    op.drop_table('analytics_modules')
    op.drop_table('sic_codes')
    for name, _, _ in reversed(ORGANISATION_COLUMNS):
        op.drop_column('organisations', name)
