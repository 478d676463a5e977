"""z

Revision ID: k130
Revises: k120
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "k130"
down_revision = "k120"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("z", sa.Text))


def downgrade():
    pass
