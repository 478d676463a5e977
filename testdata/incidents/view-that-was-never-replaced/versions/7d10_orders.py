"""orders and the view of open ones

Revision ID: 7d10
Create Date: 2026-05-04 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "7d10"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("total", sa.Numeric(10, 2), nullable=False),
    )
    op.execute("CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'new'")


def downgrade():
    op.execute("DROP VIEW open_orders")
    op.drop_table("orders")
