"""repo branch

Revision ID: 22a2
Revises: 22a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "22a2"
down_revision = "22a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("repo", sa.Column("branch", sa.String(80), nullable=False))


def downgrade():
    op.drop_column("repo", "branch")
