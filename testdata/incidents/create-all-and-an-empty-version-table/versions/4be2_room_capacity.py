"""room capacity

Revision ID: 4be2
Revises: 4be1
Create Date: 2023-05-11 09:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "4be2"
down_revision = "4be1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("room", sa.Column("capacity", sa.Integer()))


def downgrade():
    op.drop_column("room", "capacity")
