"""grams

Revision ID: a410
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a410"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE DOMAIN grams AS integer CONSTRAINT not_below CHECK (VALUE >= 0) CONSTRAINT not_above CHECK (VALUE < 9000)")
    op.execute("CREATE SCHEMA goods")
    op.create_table('parcel', sa.Column('id', sa.Integer(), primary_key=True))
    op.execute("ALTER TABLE parcel ADD weight grams")


def downgrade():
    pass
