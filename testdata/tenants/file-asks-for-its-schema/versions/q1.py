"""asks for its name"""
import sqlalchemy as sa
from alembic import op
revision = "q1"
down_revision = None


def upgrade():
    op.create_table("thing", sa.Column("id", sa.Integer, primary_key=True))
    name = op.get_bind().execute(sa.text("SELECT current_schema()")).scalar()
    if name == "tenant_1":
        op.add_column("thing", sa.Column("special", sa.Integer))
