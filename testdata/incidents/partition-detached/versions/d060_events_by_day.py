"""events by day

Revision ID: d060
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d060"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE events (id integer NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at)")
    op.execute("CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")


def downgrade():
    pass
