"""create other pair

Revision ID: 25c2
Revises: 25c1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "25c2"
down_revision = "25c1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("other_pair", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()))
    op.create_unique_constraint("uq_pair", "other_pair", ["a", "b"])


def downgrade():
    op.drop_table("other_pair")
