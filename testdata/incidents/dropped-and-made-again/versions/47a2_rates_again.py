"""rates again

Revision ID: 47a2
Revises: 47a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "47a2"
down_revision = "47a1"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table("rate")
    op.create_table("rate", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("sheets", sa.Integer()), sa.Column("post_class", sa.String(10)))


def downgrade():
    pass
