"""create reading

Revision ID: f9a1
Revises: 
Create Date: 2024-02-10 09:11:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f9a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE reading (sensor text NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at)")
    op.execute("CREATE INDEX ix_reading_sensor ON reading (sensor)")
    for year in (2023, 2024):
        op.execute(f"CREATE TABLE reading_{year} PARTITION OF reading FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')")


def downgrade() -> None:
    op.execute("DROP TABLE reading")
