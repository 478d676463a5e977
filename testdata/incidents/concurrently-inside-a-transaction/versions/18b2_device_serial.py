"""device serial

Revision ID: 18b2
Revises: 18b1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "18b2"
down_revision = "18b1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("device", sa.Column("model", sa.String(40)))
    op.create_index("ix_device_serial", "device", ["serial"], postgresql_concurrently=True)


def downgrade():
    op.drop_index("ix_device_serial")
    op.drop_column("device", "model")
