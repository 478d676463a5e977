"""halls have seats

Revision ID: f430
Revises: f420
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f430"
down_revision = "f420"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("hall", sa.Column("seats", sa.Integer))


def downgrade():
    pass
