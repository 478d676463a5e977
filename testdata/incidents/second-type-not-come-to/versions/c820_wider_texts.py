"""wider texts

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
    op.alter_column("ship", "name", type_=sa.Text())
    op.alter_column("ship", "log", type_=sa.Text())


def downgrade():
    pass
