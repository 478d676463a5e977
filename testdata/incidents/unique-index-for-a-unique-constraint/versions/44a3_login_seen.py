"""login seen

Revision ID: 44a3
Revises: 44a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "44a3"
down_revision = "44a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("login", sa.Column("seen", sa.DateTime()))


def downgrade():
    op.drop_column("login", "seen")
