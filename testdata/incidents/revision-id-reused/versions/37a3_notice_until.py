"""notice until

Revision ID: 37a3
Revises: 37a2
Create Date: 2023-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "37a3"
down_revision = "37a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("notice", sa.Column("until", sa.Date()))


def downgrade():
    op.drop_column("notice", "until")
