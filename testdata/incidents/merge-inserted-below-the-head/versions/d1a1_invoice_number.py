"""invoice number

Revision ID: d1a1
Revises: d1a0
Create Date: 2023-02-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d1a1"
down_revision = "d1a0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("invoice", sa.Column("number", sa.String(20)))


def downgrade():
    op.drop_column("invoice", "number")
