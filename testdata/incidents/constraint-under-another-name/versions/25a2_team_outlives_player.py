"""team outlives player

Revision ID: 25a2
Revises: 25a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "25a2"
down_revision = "25a1"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_constraint("player_team_fk", "player", type_="foreignkey")
    op.create_foreign_key("player_team_fk", "player", "team", ["team_id"], ["id"], ondelete="SET NULL")


def downgrade():
    pass
