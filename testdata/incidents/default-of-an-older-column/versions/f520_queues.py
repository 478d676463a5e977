"""queues

Revision ID: f520
Revises: f510
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f520"
down_revision = "f510"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("queue", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
