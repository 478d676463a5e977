"""create bulb

Revision ID: 36a3
Revises: 36a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "36a3"
down_revision = "36a2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("bulb", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("bulb")
