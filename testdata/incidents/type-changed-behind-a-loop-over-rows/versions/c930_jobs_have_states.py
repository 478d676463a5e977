"""jobs have states

Revision ID: c930
Revises: c920
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c930"
down_revision = "c920"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("job", sa.Column("state", sa.Integer(), nullable=False, server_default="1"))


def downgrade():
    pass
