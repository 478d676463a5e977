"""create account and tariff

Revision ID: b710
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b710"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("tariff", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40)))
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tariff_id", sa.Integer()),
        sa.Column("legacy_key", sa.String(20)),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(["tariff_id"], ["tariff.id"], name="fk_account_tariff"),
    )
    op.create_index("ix_account_legacy_key", "account", ["legacy_key"])


def downgrade():
    op.drop_table("account")
    op.drop_table("tariff")
