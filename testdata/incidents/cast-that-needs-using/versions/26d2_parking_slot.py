"""parking slot

Revision ID: 26d2
Revises: 26d1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "26d2"
down_revision = "26d1"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("parking", "slot", type_=sa.Integer())


def downgrade():
    op.alter_column("parking", "slot", type_=sa.String(10))
