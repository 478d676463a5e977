"""events

Revision ID: b210
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b210"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE event (id int PRIMARY KEY, weight int CONSTRAINT heavy CHECK (weight > 0)) PARTITION BY RANGE (id)")
    op.execute("CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (10)")
    op.execute("CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (10) TO (20)")
    op.execute("CREATE INDEX ix_event_weight ON event (weight)")
    op.execute("CREATE TABLE place (id int, name text DEFAULT 'none')")
    op.execute("CREATE TABLE town (people int) INHERITS (place)")


def downgrade():
    pass
