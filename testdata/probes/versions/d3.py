"""one more"""
import sqlalchemy as sa
from alembic import op
revision = "d3"
down_revision = "d2"


def upgrade():
    op.execute("INSERT INTO country (code, name) VALUES ('lt', 'Lietuva')")
