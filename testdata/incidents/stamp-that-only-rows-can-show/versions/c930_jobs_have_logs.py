"""jobs have logs

Revision ID: c930
Revises: c910
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c930"
down_revision = "c910"
branch_labels = ("logs",)
depends_on = None


def upgrade():
    op.create_table("log", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    pass
