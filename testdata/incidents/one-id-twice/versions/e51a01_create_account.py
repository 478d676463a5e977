"""create account

Revision ID: e51a01
Revises:
Create Date: 2025-02-03 10:12:44.120931

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'e51a01'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('account',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade():
    op.drop_table('account')
