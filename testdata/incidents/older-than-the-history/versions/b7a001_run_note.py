"""run note

Revision ID: b7a001
Revises: 
Create Date: 2025-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'b7a001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('run', sa.Column('note', sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column('run', 'note')
