"""module constraints

Revision ID: 004
Revises: 003
Create Date: 2025-07-29 10:00:02.118800

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_check_constraint('ck_sic_codes_code_length', 'sic_codes', 'length(code) >= 2')
    op.create_index('idx_organisation_modules_module', 'organisation_modules', ['module_id'], postgresql_where=sa.text('enabled'))


def downgrade():
    op.drop_index('idx_organisation_modules_module')
    op.drop_constraint('ck_sic_codes_code_length', 'sic_codes')
