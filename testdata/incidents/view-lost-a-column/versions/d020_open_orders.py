"""open orders

Revision ID: d020
Revises: d010
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d020"
down_revision = "d010"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE VIEW open_orders AS SELECT id FROM orders WHERE NOT paid")


def downgrade():
    pass
