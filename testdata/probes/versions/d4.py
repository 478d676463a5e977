"""a note, which has no key"""
import sqlalchemy as sa
from alembic import op
revision = "d4"
down_revision = "d3"


def upgrade():
    op.bulk_insert(sa.table("note", sa.column("text", sa.String)), [{"text": "first"}])
