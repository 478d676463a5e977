"""coupons, which all tenants share"""
import sqlalchemy as sa
from alembic import op
revision = "t2"
down_revision = "t1"


def upgrade():
    op.execute("CREATE TABLE IF NOT EXISTS public.coupon (id int)")
