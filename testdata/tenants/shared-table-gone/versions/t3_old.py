"""plan of a member"""
import sqlalchemy as sa
from alembic import op
revision = "t3"
down_revision = "t2"


def upgrade():
    op.add_column("member", sa.Column("plan_id", sa.Integer, sa.ForeignKey("public.plan.id")))
    op.execute("CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public")
