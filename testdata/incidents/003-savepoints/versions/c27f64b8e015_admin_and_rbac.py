"""admin and rbac

Revision ID: c27f64b8e015
Revises: 9e13a5f0d7b4
Create Date: 2024-09-24 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c27f64b8e015"
down_revision = "9e13a5f0d7b4"
branch_labels = None
depends_on = None

# table -> the table its rows belong to
TABLES = {
    "admin_users": "users",
    "admin_roles": None,
    "admin_permissions": None,
    "admin_role_permissions": "admin_roles",
    "admin_user_roles": "admin_users",
    "admin_sessions": "admin_users",
    "admin_audit_entries": "admin_users",
    "admin_settings": None,
    "admin_invitations": "admin_roles",
    "admin_api_keys": "admin_users",
    "admin_ip_allowlist": None,
    "admin_notifications": "admin_users",
    "admin_dashboards": "admin_users",
    "admin_reports": "admin_dashboards",
    "rbac_policies": None,
    "rbac_policy_bindings": "rbac_policies",
}


def upgrade():
    for table, parent in TABLES.items():
        columns = [
            sa.Column("id", sa.String(36), primary_key=True),
            sa.Column("name", sa.String(120), nullable=False),
            sa.Column("created_at", sa.TIMESTAMP(), server_default=sa.text("now()"), nullable=True),
        ]
        if parent:
            columns.insert(1, sa.Column(f"{parent.rstrip('s')}_id", sa.String(36), sa.ForeignKey(f"{parent}.id"), nullable=False))
        op.create_table(table, *columns)


def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)
