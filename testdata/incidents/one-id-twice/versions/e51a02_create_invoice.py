"""create invoice

Revision ID: e51a02
Revises: e51a01
Create Date: 2025-04-22 16:40:51.003377

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'e51a02'
down_revision = 'e51a01'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('invoice',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('account_id', sa.Integer(), sa.ForeignKey('account.id'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade():
    op.drop_table('invoice')
