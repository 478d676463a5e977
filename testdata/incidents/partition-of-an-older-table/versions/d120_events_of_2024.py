"""events of 2024

Revision ID: d120
Revises: d110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d120"
down_revision = "d110"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")


def downgrade():
    pass
