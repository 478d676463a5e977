"""exports

Revision ID: 005
Revises: 004
Create Date: 2025-08-22 09:30:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "exports",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("organisation_id", sa.String(36), sa.ForeignKey("organisations.id"), nullable=False, index=True),
        sa.Column("format", sa.Enum("csv", "xlsx", "pdf", name="export_format"), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.add_column("users", sa.Column("last_export_id", sa.BigInteger(), sa.ForeignKey("exports.id")))


def downgrade():
    op.drop_column("users", "last_export_id")
    op.drop_table("exports")
    op.execute("DROP TYPE export_format")
