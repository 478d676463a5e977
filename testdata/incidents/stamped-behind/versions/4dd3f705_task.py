"""task

Revision ID: 4dd3f705
Revises: 3cc2e6f4
Create Date: 2024-05-27 09:20:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '4dd3f705'
down_revision: Union[str, Sequence[str], None] = '3cc2e6f4'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('task',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('project_id', sa.Integer(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['project_id'], ['project.id'], name='fk_task_project', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_task'),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('task')
