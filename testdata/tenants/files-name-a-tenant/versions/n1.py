"""names a tenant"""
import sqlalchemy as sa
from alembic import op
revision = "n1"
down_revision = None


def upgrade():
    op.create_table("thing", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("CREATE SCHEMA IF NOT EXISTS tenant_1")
    op.execute("CREATE TABLE IF NOT EXISTS tenant_1.log (id int)")
