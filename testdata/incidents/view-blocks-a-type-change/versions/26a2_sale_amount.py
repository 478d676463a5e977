"""sale amount

Revision ID: 26a2
Revises: 26a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "26a2"
down_revision = "26a1"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("sale", "amount", type_=sa.BigInteger())


def downgrade():
    op.alter_column("sale", "amount", type_=sa.Integer())
