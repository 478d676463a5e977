"""unique coupon code

Revision ID: 23a2
Revises: 23a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "23a2"
down_revision = "23a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_unique_constraint("uq_coupon_code", "coupon", ["code"])


def downgrade():
    op.drop_constraint("uq_coupon_code", "coupon")
