"""create pair

Revision ID: 25c1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "25c1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("pair", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()))
    op.create_unique_constraint("uq_pair", "pair", ["a", "b"])


def downgrade():
    op.drop_table("pair")
