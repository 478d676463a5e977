"""initial

Revision ID: 0001
Revises: 
Create Date: 2022-06-01 08:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "device",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("serial", sa.String(32), unique=True, nullable=False),
        sa.Column("model", sa.String(64)),
    )


def downgrade():
    op.drop_table("device")
