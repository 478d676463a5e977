"""measured at

Revision ID: 03c
Revises: 02b
Create Date: 2022-12-12 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "03c"
down_revision = "02b"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("measurement", sa.Column("measured_at", sa.DateTime(), nullable=True))
    op.create_index("ix_measurement_sensor", "measurement", ["sensor", "measured_at"])


def downgrade():
    op.drop_column("measurement", "measured_at")
