"""other names

Revision ID: a330
Revises: a320
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a330"
down_revision = "a320"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("parcel", "weight", new_column_name="grams")


def downgrade():
    pass
