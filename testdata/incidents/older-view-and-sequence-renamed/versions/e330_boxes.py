"""boxes

Revision ID: e330
Revises: e320
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e330"
down_revision = "e320"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("box", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
