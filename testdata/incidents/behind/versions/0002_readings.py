"""readings

Revision ID: 0002
Revises: 0001
Create Date: 2022-07-11 10:30:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reading",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("device_id", sa.Integer, sa.ForeignKey("device.id"), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
    )
    op.create_index("ix_reading_device_taken", "reading", ["device_id", sa.text("taken_at DESC")])


def downgrade():
    op.drop_table("reading")
