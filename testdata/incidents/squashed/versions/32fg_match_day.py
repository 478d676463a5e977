"""match day

Revision ID: 32fg
Revises: 32ff
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "32fg"
down_revision = "32ff"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("match", sa.Column("day", sa.Date()))


def downgrade():
    op.drop_column("match", "day")
