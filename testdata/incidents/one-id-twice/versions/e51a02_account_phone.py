"""account phone

Revision ID: e51a02
Revises: e51a01
Create Date: 2025-03-11 09:01:02.511210

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'e51a02'
down_revision = 'e51a01'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('account', sa.Column('phone', sa.String(length=40), nullable=True))
    op.create_index('ix_account_phone', 'account', ['phone'])


def downgrade():
    op.drop_index('ix_account_phone', table_name='account')
    op.drop_column('account', 'phone')
