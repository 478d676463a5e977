"""purchase status

Revision ID: c0a2
Revises: c0a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c0a2"
down_revision = "c0a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("purchase", sa.Column("status", sa.String(20), nullable=False, server_default="new"))
    op.create_table("purchase_log", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("COMMIT")
    op.add_column("purchase", sa.Column("number", sa.String(20)))
    op.create_index("ix_purchase_status", "purchase", ["status"])
    op.create_unique_constraint("uq_purchase_number", "purchase", ["number"])


def downgrade():
    op.drop_index("ix_purchase_status")
    op.drop_table("purchase_log")
    op.drop_column("purchase", "status")
