"""one application over two schemas"""
import sqlalchemy as sa
from alembic import op
revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA IF NOT EXISTS audit")
    op.create_table("thing", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("log", sa.Column("id", sa.Integer, primary_key=True), schema="audit")
