"""create match

Revision ID: 32b2
Revises: 32b1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "32b2"
down_revision = "32b1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("match", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("league_id", sa.Integer(), sa.ForeignKey("league.id")))


def downgrade():
    op.drop_table("match")
