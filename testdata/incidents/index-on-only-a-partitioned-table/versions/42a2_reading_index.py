"""reading index

Revision ID: 42a2
Revises: 42a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "42a2"
down_revision = "42a1"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE INDEX ix_reading_id ON ONLY reading (id)")


def downgrade():
    op.drop_index("ix_reading_id")
