"""functions

Revision ID: h120
Revises: h110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "h120"
down_revision = "h110"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("z", sa.Integer))
    op.execute("CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'")


def downgrade():
    pass
