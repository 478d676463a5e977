"""delivery

Revision ID: 6c10
Create Date: 2026-04-02 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "6c10"
down_revision = None


def upgrade():
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("weight", sa.Numeric(10, 3), nullable=False),
    )
    op.create_check_constraint("ck_customer_discount", "customer", "discount < 50")


def downgrade():
    op.drop_constraint("ck_customer_discount", "customer")
    op.drop_table("delivery")
