"""points take the place of coupons"""
import sqlalchemy as sa
from alembic import op
revision = "t3"
down_revision = "t2"


def upgrade():
    op.execute("DROP TABLE IF EXISTS public.coupon")
    op.add_column("member", sa.Column("points", sa.Integer))
