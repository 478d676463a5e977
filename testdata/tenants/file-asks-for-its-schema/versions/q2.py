"""asks for the default schema"""
import sqlalchemy as sa
from alembic import op
revision = "q2"
down_revision = "q1"


def upgrade():
    inspector = sa.inspect(op.get_bind())
    if inspector.has_table("thing", schema=inspector.default_schema_name):
        op.add_column("thing", sa.Column("extra", sa.Integer))
    op.create_table("other", sa.Column("id", sa.Integer, primary_key=True))
