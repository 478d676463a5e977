"""create meter

Revision ID: 26b1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "26b1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("meter", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("reading", sa.Integer()), sa.Column("legacy", sa.Integer()))


def downgrade():
    op.drop_table("meter")
