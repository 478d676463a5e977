"""soft delete

Revision ID: f8a2
Revises: f8a1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f8a2"
down_revision = "f8a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("account", "parcel"):
        op.add_column(table, sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
        op.create_index(f"ix_{table}_alive", table, ["id"], postgresql_where=sa.text("gone_at IS NULL"))
    op.drop_constraint("uq_parcel_code", "parcel", type_="unique")
    op.create_index("uq_parcel_code", "parcel", ["code"], unique=True, postgresql_where=sa.text("gone_at IS NULL"))


def downgrade() -> None:
    op.drop_column("parcel", "gone_at")
