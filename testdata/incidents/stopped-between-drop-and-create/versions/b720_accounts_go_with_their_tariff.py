"""accounts go with their tariff

Revision ID: b720
Revises: b710
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b720"
down_revision = "b710"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_account_legacy_key", table_name="account")
    op.drop_column("account", "legacy_key")
    op.drop_constraint("fk_account_tariff", "account", type_="foreignkey")
    op.create_foreign_key("fk_account_tariff", "account", "tariff", ["tariff_id"], ["id"], ondelete="CASCADE")
    op.create_table("account_copy", sa.Column("id", sa.Integer(), primary_key=True))
    op.alter_column("account", "note", type_=sa.String(200), postgresql_using="note::varchar(200)")


def downgrade():
    pass
