"""alarms

Revision ID: 0003
Revises: 0002
Create Date: 2022-09-20 14:05:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reading_id", sa.BigInteger, sa.ForeignKey("reading.id", ondelete="CASCADE"), nullable=False),
        sa.Column("level", sa.SmallInteger, nullable=False, server_default=sa.text("1")),
    )
    for column in ("muted", "acknowledged"):
        op.add_column("alarm", sa.Column(column, sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade():
    op.drop_table("alarm")
