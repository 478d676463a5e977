"""contact tenancy

Revision ID: e200
Revises: e100
Create Date: 2023-02-20 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e200"
down_revision = "e100"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contact", sa.Column("tenant_id", sa.Integer(), nullable=False, server_default="1"))
    with op.get_context().autocommit_block():
        op.create_index(
            "uq_contact_tenant_email",
            "contact",
            ["tenant_id", "email"],
            unique=True,
            postgresql_concurrently=True,
        )
    op.create_table(
        "contact_merge",
        sa.Column("winner_id", sa.Integer(), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("loser_id", sa.Integer(), primary_key=True),
    )
    op.add_column("contact", sa.Column("merged_at", sa.DateTime(timezone=True)))
    op.add_column("contact", sa.Column("merged_by", sa.String(80)))


def downgrade():
    op.drop_column("contact", "merged_by")
    op.drop_column("contact", "merged_at")
    op.drop_table("contact_merge")
    op.drop_index("uq_contact_tenant_email")
    op.drop_column("contact", "tenant_id")
