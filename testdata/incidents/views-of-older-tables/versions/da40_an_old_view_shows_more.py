"""an old view shows more

Revision ID: da40
Revises: da30
Create Date: 2024-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "da40"
down_revision = "da30"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("DROP VIEW IF EXISTS legacy_list")
    op.execute("CREATE VIEW legacy_list AS SELECT id AS legacy_id, vip FROM customers")


def downgrade():
    pass
