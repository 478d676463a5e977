"""event seen

Revision ID: 43a3
Revises: 43a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "43a3"
down_revision = "43a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("event", sa.Column("seen", sa.Boolean()))


def downgrade():
    op.drop_column("event", "seen")
