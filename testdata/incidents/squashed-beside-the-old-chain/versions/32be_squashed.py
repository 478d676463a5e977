"""squashed

Revision ID: 32be
Revises: 
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "32be"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("league", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("match", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("league_id", sa.Integer(), sa.ForeignKey("league.id")))


def downgrade():
    op.drop_table("match")
    op.drop_table("league")
