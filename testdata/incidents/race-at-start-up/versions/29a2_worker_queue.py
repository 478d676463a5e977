"""worker queue

Revision ID: 29a2
Revises: 29a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "29a2"
down_revision = "29a1"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("SELECT pg_sleep(1)")
    op.add_column("worker", sa.Column("queue", sa.String(40)))


def downgrade():
    op.drop_column("worker", "queue")
