"""another name

Revision ID: cd20
Revises: cd10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa
import uuid

# revision identifiers, used by Alembic.
revision = "cd20"
down_revision = "cd10"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("parcel", "name", new_column_name="title")


def downgrade():
    pass
