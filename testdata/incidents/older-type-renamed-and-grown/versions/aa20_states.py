"""the type has the name that the others have

Revision ID: aa20
Revises: aa10
Create Date: 2026-08-10 09:00:00

"""

from alembic import op

revision = "aa20"
down_revision = "aa10"


def upgrade():
    op.execute("ALTER TYPE ticket_state RENAME TO state")
    op.execute("ALTER TYPE state ADD VALUE 'held'")
    op.execute("ALTER TYPE state RENAME VALUE 'closed' TO 'done'")


def downgrade():
    pass
