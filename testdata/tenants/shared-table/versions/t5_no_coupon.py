"""no more coupons"""
import sqlalchemy as sa
from alembic import op
revision = "t5"
down_revision = "t4"


def upgrade():
    op.execute("DROP TABLE IF EXISTS public.coupon")
