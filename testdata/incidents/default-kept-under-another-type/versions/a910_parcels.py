"""parcels

Revision ID: a910
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a910"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('parcel', sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('sent', sa.Date(), server_default=sa.text('CURRENT_DATE')),
        sa.Column('seen', sa.DateTime(), server_default=sa.text('LOCALTIMESTAMP')),
        sa.Column('weight', sa.Float(), server_default='0.5'),
        sa.Column('share', sa.Float(), server_default='0.5'),
        sa.Column('length', sa.REAL(), server_default='1'),
        sa.Column('label', sa.String(9), server_default='none'))


def downgrade():
    pass
