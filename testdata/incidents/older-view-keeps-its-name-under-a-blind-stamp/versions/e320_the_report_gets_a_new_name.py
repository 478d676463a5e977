"""the report gets a new name

Revision ID: e320
Revises: e310
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e320"
down_revision = "e310"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER VIEW widget_names RENAME TO widget_labels")


def downgrade():
    pass
