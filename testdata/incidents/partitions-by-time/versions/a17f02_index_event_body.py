"""index event body

Revision ID: a17f02
Revises: a17f01
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'a17f02'
down_revision = 'a17f01'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_event_body', 'event', ['body'], postgresql_using='gin')


def downgrade() -> None:
    pass
