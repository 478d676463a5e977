"""organisation billing

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
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.add_column(sa.Column("billing_email", sa.String(255)))
        batch_op.add_column(sa.Column("vat_number", sa.String(20)))
        batch_op.create_unique_constraint("uq_organisations_vat", ["vat_number"])
    op.create_index("idx_analytics_modules_category", "analytics_modules", ["category"])


def downgrade():
    op.drop_index("idx_analytics_modules_category")
    op.drop_constraint("uq_organisations_vat", "organisations")
    op.drop_column("organisations", "vat_number")
    op.drop_column("organisations", "billing_email")
