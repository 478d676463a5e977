"""events have a source

Revision ID: d070
Revises: d060
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d070"
down_revision = "d060"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("events", sa.Column("source", sa.Text))


def downgrade():
    pass
