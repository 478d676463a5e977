"""page title

Revision ID: 45a3
Revises: 45a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "45a3"
down_revision = "45a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("page", sa.Column("title", sa.String(200), nullable=False, server_default=""))


def downgrade():
    pass
