"""goods

Revision ID: a530
Revises: a520
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a530"
down_revision = "a520"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE box SET SCHEMA goods")


def downgrade():
    pass
