"""depots have a phone

Revision ID: d530
Revises: d520
Create Date: 2024-02-19 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d530"
down_revision = "d520"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("depot", sa.Column("phone", sa.String(16)))


def downgrade():
    op.drop_column("depot", "phone")
