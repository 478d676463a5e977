"""job state failed

Revision ID: 21a2
Revises: 21a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "21a2"
down_revision = "21a1"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TYPE job_state ADD VALUE 'failed'")


def downgrade():
    pass
