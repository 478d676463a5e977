"""members have a town

Revision ID: d050
Revises: d040
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d050"
down_revision = "d040"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("members", sa.Column("town", sa.Text))


def downgrade():
    pass
