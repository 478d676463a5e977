"""old columns go

Revision ID: c930
Revises: c920
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from shop.upgrades import drop_old_columns

# revision identifiers, used by Alembic.
revision = "c930"
down_revision = "c920"
branch_labels = None
depends_on = None


def upgrade():
    drop_old_columns("queue")


def downgrade():
    pass
