"""parcel

Revision ID: 51a1
Revises:
Create Date: 2026-02-02 09:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = '51a1'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'parcel',
        sa.Column('id', sa.Uuid(), server_default=sa.text('uuid_generate_v4()'), primary_key=True),
        sa.Column('note', sa.String(60)),
    )


def downgrade():
    op.drop_table('parcel')
