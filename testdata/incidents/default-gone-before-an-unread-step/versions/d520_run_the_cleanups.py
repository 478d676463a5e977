"""run the cleanups

Revision ID: d520
Revises: d510
Create Date: 2024-02-12 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d520"
down_revision = "d510"
branch_labels = None
depends_on = None


def upgrade():
    for (statement,) in op.get_bind().execute(sa.text("SELECT cleanup FROM depot ORDER BY id")).all():
        op.execute(statement)


def downgrade():
    pass
