"""views

Revision ID: 0a20
Revises: 0a10
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0a20"
down_revision = "0a10"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE VIEW before_the_move AS SELECT id, name FROM old")
    op.execute("CREATE VIEW moved AS SELECT old.id, new.name FROM old JOIN new ON new.id = old.id")
    op.execute("CREATE VIEW moved_since AS SELECT new.id FROM before_the_move AS new WHERE new.name IS NOT NULL")


def downgrade():
    pass
