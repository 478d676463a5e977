"""open orders show their total

Revision ID: d030
Revises: d020
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d030"
down_revision = "d020"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE OR REPLACE VIEW open_orders AS SELECT id, total FROM orders WHERE NOT paid")


def downgrade():
    pass
