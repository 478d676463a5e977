"""event reference

Revision ID: 43a2
Revises: 43a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "43a2"
down_revision = "43a1"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE event ADD COLUMN IF NOT EXISTS reference text")


def downgrade():
    op.drop_column("event", "reference")
