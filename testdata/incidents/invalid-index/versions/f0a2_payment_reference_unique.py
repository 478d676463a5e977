"""payment reference unique

Revision ID: f0a2
Revises: f0a1
Create Date: 2024-03-03 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f0a2"
down_revision = "f0a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("payment", sa.Column("provider", sa.String(20), nullable=False, server_default="card"), if_not_exists=True)
    op.add_column("payment", sa.Column("settled_at", sa.DateTime(timezone=True)), if_not_exists=True)
    with op.get_context().autocommit_block():
        op.create_index(
            "uq_payment_provider_reference",
            "payment",
            ["provider", "reference"],
            unique=True,
            if_not_exists=True,
            postgresql_concurrently=True,
        )


def downgrade():
    op.drop_index("uq_payment_provider_reference")
    op.drop_column("payment", "settled_at")
    op.drop_column("payment", "provider")
