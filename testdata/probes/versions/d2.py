"""the first countries"""
import sqlalchemy as sa
from alembic import op
revision = "d2"
down_revision = "d1"


def upgrade():
    country = sa.table("country", sa.column("code", sa.String), sa.column("name", sa.String))
    op.bulk_insert(country, [{"code": "fr", "name": "France"}, {"code": "ci", "name": "Côte d'Ivoire"}])
