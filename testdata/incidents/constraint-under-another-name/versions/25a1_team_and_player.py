"""create team and player

Revision ID: 25a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "25a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("player", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("team_id", sa.Integer()), sa.Column("shirt", sa.Integer()))
    op.create_foreign_key("player_team_fk", "player", "team", ["team_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_player_shirt", "player", ["shirt"])


def downgrade():
    op.drop_table("player")
    op.drop_table("team")
