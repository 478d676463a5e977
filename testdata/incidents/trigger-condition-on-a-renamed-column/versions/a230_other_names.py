"""other names

Revision ID: a230
Revises: a220
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a230"
down_revision = "a220"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("parcel", "weight", new_column_name="grams")
    op.alter_column("parcel", "name", new_column_name="title")


def downgrade():
    pass
