"""a function counts from one

Revision ID: da50
Revises: da40
Create Date: 2024-05-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "da50"
down_revision = "da40"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE OR REPLACE FUNCTION following(i int) RETURNS int LANGUAGE sql AS 'SELECT i + 1'")


def downgrade():
    pass
