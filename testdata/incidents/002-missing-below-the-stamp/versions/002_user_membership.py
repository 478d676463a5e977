"""user membership

Revision ID: 002
Revises: 001
Create Date: 2025-06-20 15:40:55.730112

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '002'
down_revision: Union[str, Sequence[str], None] = '001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('users', sa.Column('organisation_id', sa.String(length=36), nullable=True))
    op.create_foreign_key('fk_users_organisation', 'users', 'organisations', ['organisation_id'], ['id'], ondelete='CASCADE')


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_constraint('fk_users_organisation', 'users', type_='foreignkey')
    op.drop_column('users', 'organisation_id')
