"""alarms are evaluated

Revision ID: c820
Revises: c810
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa
import datetime

# revision identifiers, used by Alembic.
revision = "c820"
down_revision = "c810"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("alarm", sa.Column("evaluated", sa.DateTime(), server_default=str(datetime.datetime.now()), nullable=True))
    op.add_column("alarm", sa.Column("host", sa.Text(), server_default=str(datetime.datetime.now())))


def downgrade():
    pass
