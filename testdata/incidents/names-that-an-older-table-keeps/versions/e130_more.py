"""more

Revision ID: e130
Revises: e120
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e130"
down_revision = "e120"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sessions", sa.Column("z", sa.Text))


def downgrade():
    pass
