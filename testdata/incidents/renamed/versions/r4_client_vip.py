"""client vip

Revision ID: r4
Revises: r3
Create Date: 2021-04-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "r4"
down_revision = "r3"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("client", sa.Column("vip", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table("customer", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("segment", sa.String(20)))


def downgrade():
    op.drop_table("customer")
    op.drop_column("client", "vip")
