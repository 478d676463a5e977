"""create reading

Revision ID: 42a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "42a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE reading (id bigint NOT NULL, taken date NOT NULL) PARTITION BY RANGE (taken)")
    op.execute("CREATE TABLE reading_2023 PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')")


def downgrade():
    op.drop_table("reading")
