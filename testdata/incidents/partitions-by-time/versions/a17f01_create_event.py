"""create event

Revision ID: a17f01
Revises: 
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'a17f01'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE TABLE event (id bigserial, at timestamptz NOT NULL, body jsonb, PRIMARY KEY (id, at))"
        " PARTITION BY RANGE (at)"
    )
    for year in (2024, 2025):
        op.execute(
            f"CREATE TABLE event_{year} PARTITION OF event"
            f" FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
        )


def downgrade() -> None:
    pass
