"""coupons come and go"""
import sqlalchemy as sa
from alembic import op
revision = "t4"
down_revision = "t3"


def upgrade():
    op.execute("CREATE TABLE IF NOT EXISTS public.coupon (id int)")
