"""entries

Revision ID: d990
Revises: d980
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d990"
down_revision = "d980"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("entries", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
