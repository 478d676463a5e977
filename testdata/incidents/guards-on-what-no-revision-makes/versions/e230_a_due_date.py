"""a due date

Revision ID: e230
Revises: e220
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e230"
down_revision = "e220"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE bill ADD COLUMN IF NOT EXISTS due timestamp")


def downgrade():
    pass
