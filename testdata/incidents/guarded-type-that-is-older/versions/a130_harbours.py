"""harbours

Revision ID: a130
Revises: a120
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a130"
down_revision = "a120"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("harbour", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
