"""jobs fail

Revision ID: c920
Revises: c910
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c920"
down_revision = "c910"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TYPE job_state RENAME TO old_job_state")
    op.execute("CREATE TYPE job_state AS ENUM ('new', 'done', 'failed', 'lost')")
    op.execute("ALTER TABLE job ALTER COLUMN state TYPE job_state USING state::text::job_state")
    op.execute("DROP TYPE old_job_state")


def downgrade():
    pass
