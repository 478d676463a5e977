"""berths

Revision ID: e620
Revises: e610
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e620"
down_revision = "e610"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("berth", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
