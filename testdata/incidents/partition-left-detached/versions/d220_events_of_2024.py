"""events of 2024

Revision ID: d220
Revises: d210
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d220"
down_revision = "d210"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE TABLE events_2024 (LIKE events INCLUDING ALL)")
        op.execute("CREATE INDEX CONCURRENTLY ix_events_2024_at ON events_2024 (at)")
        op.execute("ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")


def downgrade():
    pass
