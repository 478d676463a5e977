"""held orders are open

Revision ID: 7d20
Revises: 7d10
Create Date: 2026-05-11 09:00:00

"""

from alembic import op

revision = "7d20"
down_revision = "7d10"


def upgrade():
    op.execute(
        """
        CREATE OR REPLACE VIEW open_orders AS
        SELECT o.id, o.total
          FROM orders AS o
         WHERE o.state = 'new' OR o.state = 'held'
        """
    )


def downgrade():
    op.execute("CREATE OR REPLACE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'new'")
