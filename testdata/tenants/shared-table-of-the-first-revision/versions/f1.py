"""a table of all tenants, and one of each"""
import sqlalchemy as sa
from alembic import op
revision = "f1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE IF NOT EXISTS public.plan (id int PRIMARY KEY)")
    op.create_table("thing", sa.Column("id", sa.Integer, primary_key=True))
