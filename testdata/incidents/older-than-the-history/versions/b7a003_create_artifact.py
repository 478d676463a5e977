"""create artifact

Revision ID: b7a003
Revises: b7a002
Create Date: 2025-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'b7a003'
down_revision = 'b7a002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('artifact',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('run_id', sa.Integer(), nullable=False),
        sa.Column('path', sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(['run_id'], ['run.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index(op.f('ix_artifact_run_id'), 'artifact', ['run_id'])


def downgrade() -> None:
    op.drop_table('artifact')
