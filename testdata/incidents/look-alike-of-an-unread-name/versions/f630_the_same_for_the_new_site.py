"""the same for the new site

Revision ID: f630
Revises: f620
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f630"
down_revision = "f620"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE door ADD CONSTRAINT door_code_key UNIQUE (code)")


def downgrade():
    pass
