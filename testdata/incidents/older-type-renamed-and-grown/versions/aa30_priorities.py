"""priorities begin anew

Revision ID: aa30
Revises: aa20
Create Date: 2026-08-17 09:00:00

"""

from alembic import op

revision = "aa30"
down_revision = "aa20"


def upgrade():
    op.execute("ALTER TABLE ticket DROP COLUMN prio")
    op.execute("DROP TYPE priority")
    op.execute("CREATE TYPE priority AS ENUM ('low', 'high')")
    op.execute("ALTER TABLE ticket ADD COLUMN prio priority DEFAULT 'low'")


def downgrade():
    pass
