"""the amount in cents

Revision ID: e220
Revises: e210
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e220"
down_revision = "e210"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("bill", sa.Column("amount", sa.BigInteger))


def downgrade():
    pass
