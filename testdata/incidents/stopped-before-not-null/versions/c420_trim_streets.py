"""trim streets

Revision ID: c420
Revises: c410
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c420"
down_revision = "c410"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE parcel SET street = trim(street)")


def downgrade():
    pass
