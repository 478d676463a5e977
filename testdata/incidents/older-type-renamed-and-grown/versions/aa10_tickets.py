"""tickets

Revision ID: aa10
Create Date: 2026-08-03 09:00:00

"""

from alembic import op

revision = "aa10"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE ticket (id integer PRIMARY KEY, state ticket_state DEFAULT 'open', prio priority)")


def downgrade():
    op.drop_table("ticket")
