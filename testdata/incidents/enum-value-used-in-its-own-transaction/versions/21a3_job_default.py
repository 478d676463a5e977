"""job default

Revision ID: 21a3
Revises: 21a2
Create Date: 2023-02-09 11:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "21a3"
down_revision = "21a2"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("job", "state", server_default="failed")


def downgrade():
    op.alter_column("job", "state", server_default=None)
