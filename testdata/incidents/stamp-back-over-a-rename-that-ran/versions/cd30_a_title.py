"""a title

Revision ID: cd30
Revises: cd20
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa
import uuid

# revision identifiers, used by Alembic.
revision = "cd30"
down_revision = "cd20"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("parcel", "title", server_default="untitled")


def downgrade():
    pass
