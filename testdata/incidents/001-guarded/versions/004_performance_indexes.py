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
    connection = op.get_bind()
    tables = {
        row[0]
        for row in connection.execute(
            sa.text(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'public'
                  AND table_name IN ('module_usage_logs', 'feature_flag_usage', 'organisation_modules',
                                     'competitive_factor_templates', 'sic_codes')
                """
            )
        )
    }

    def columns(table):
        result = connection.execute(
            sa.text("SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = :t"),
            {"t": table},
        )
        return [row[0] for row in result]

    if "module_usage_logs" in tables and "timestamp" in columns("module_usage_logs"):
        op.create_index("idx_module_usage_logs_timestamp", "module_usage_logs", ["timestamp"])
    else:
        print("WARNING: module_usage_logs table not found - skipping idx_module_usage_logs_timestamp")

    if "feature_flag_usage" in tables and "used_at" in columns("feature_flag_usage"):
        op.create_index("idx_feature_flag_usage_used_at", "feature_flag_usage", ["used_at"])
    else:
        print("WARNING: feature_flag_usage table not found - skipping idx_feature_flag_usage_used_at")

    if "organisation_modules" in tables and "module_id" in columns("organisation_modules"):
        op.create_index("idx_organisation_modules_module", "organisation_modules", ["module_id"])
    else:
        print("WARNING: organisation_modules table not found - skipping idx_organisation_modules_module")

    if "competitive_factor_templates" in tables:
        op.create_unique_constraint("uq_factor_template", "competitive_factor_templates", ["sic_code", "factor_name"])
        op.create_check_constraint("ck_factor_weight", "competitive_factor_templates", "default_weight BETWEEN 0 AND 10")

    if "sic_codes" in tables:
        op.create_check_constraint("ck_sic_code_format", "sic_codes", "code ~ '^[0-9]{2,5}$'")


def downgrade():
    inspector = sa.inspect(op.get_bind())
    for table, index in (
        ("organisation_modules", "idx_organisation_modules_module"),
        ("feature_flag_usage", "idx_feature_flag_usage_used_at"),
        ("module_usage_logs", "idx_module_usage_logs_timestamp"),
    ):
        try:
            if inspector.has_table(table):
                op.drop_index(index, table_name=table)
        except Exception as e:
            print(f"WARNING: could not drop {index}: {e}")
    op.drop_constraint("ck_sic_code_format", "sic_codes")
    op.drop_constraint("ck_factor_weight", "competitive_factor_templates")
    op.drop_constraint("uq_factor_template", "competitive_factor_templates")
