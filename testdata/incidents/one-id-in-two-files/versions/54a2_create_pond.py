"""create pond

Revision ID: 54a2
Revises: 54a1
Create Date: 2023-02-10 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "54a2"
down_revision = "54a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("pond", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("pond")
