"""measurement

Revision ID: 01a
Revises: 
Create Date: 2022-10-10 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "01a"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sensor", sa.String(50), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
    )


def downgrade():
    op.drop_table("measurement")
