"""boxes

Revision ID: a520
Revises: a510
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a520"
down_revision = "a510"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table('parcel', 'box')
    op.execute("ALTER SEQUENCE parcel_id_seq RENAME TO box_id_seq")


def downgrade():
    pass
