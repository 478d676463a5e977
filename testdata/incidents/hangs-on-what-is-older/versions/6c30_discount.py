"""less discount

Revision ID: 6c30
Revises: 6c20
Create Date: 2026-04-16 09:00:00

"""

from alembic import op

revision = "6c30"
down_revision = "6c20"


def upgrade():
    op.drop_constraint("ck_customer_discount", "customer")
    op.create_check_constraint("ck_customer_discount", "customer", "discount < 30")


def downgrade():
    op.drop_constraint("ck_customer_discount", "customer")
    op.create_check_constraint("ck_customer_discount", "customer", "discount < 50")
