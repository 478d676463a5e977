"""depots

Revision ID: b130
Revises:
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b130"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('depot', sa.Column('id', sa.Integer(), primary_key=True))


def downgrade():
    pass
