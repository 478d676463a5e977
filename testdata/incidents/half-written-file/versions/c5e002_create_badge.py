"""create badge

Revision ID: c5e002
Revises: c5e001
Create Date: 2025-04-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'c5e002'
down_revision = 'c5e001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('badge',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('member_id', sa.Integer(),
    )
    op.add_column('member', sa.Column('badges', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_table('badge')
