"""performance indexes

Revision ID: 004
Revises: 003
Create Date: 2025-08-01 09:30:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("idx_module_usage_logs_timestamp", "module_usage_logs", ["timestamp"])
    op.create_index("idx_feature_flag_usage_used_at", "feature_flag_usage", ["used_at"])
    op.create_index("idx_organisation_modules_module", "organisation_modules", ["module_id"])
    op.create_unique_constraint("uq_factor_template", "competitive_factor_templates", ["sic_code", "factor_name"])
    op.create_check_constraint("ck_factor_weight", "competitive_factor_templates", "default_weight BETWEEN 0 AND 10")
    op.create_check_constraint("ck_sic_code_format", "sic_codes", "code ~ '^[0-9]{2,5}$'")


def downgrade():
    op.drop_constraint("ck_sic_code_format", "sic_codes")
    op.drop_constraint("ck_factor_weight", "competitive_factor_templates")
    op.drop_constraint("uq_factor_template", "competitive_factor_templates")
    op.drop_index("idx_organisation_modules_module")
    op.drop_index("idx_feature_flag_usage_used_at")
    op.drop_index("idx_module_usage_logs_timestamp")
