"""heavy

Revision ID: a820
Revises: a810
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a820"
down_revision = "a810"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE parcel ADD CONSTRAINT heavy CHECK (weight > 0) NOT VALID")


def downgrade():
    pass
