"""fix what is in rows

Revision ID: c820
Revises: c810
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c820"
down_revision = "c810"
branch_labels = None
depends_on = None


def upgrade():
    for (statement,) in op.get_bind().execute(sa.text("SELECT fixup FROM yard")).all():
        op.execute(statement)


def downgrade():
    pass
