"""2023 is put away

Revision ID: d320
Revises: d310
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d320"
down_revision = "d310"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE events DETACH PARTITION events_2023")
    op.execute("CREATE TABLE events_2024 (id bigint, at timestamptz NOT NULL, note text)")
    op.execute("ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")


def downgrade():
    pass
