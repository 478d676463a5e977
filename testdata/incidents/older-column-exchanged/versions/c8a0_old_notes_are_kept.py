"""old notes are kept

Revision ID: c8a0
Revises: c890
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c8a0"
down_revision = "c890"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("orders", "note", new_column_name="old_note")


def downgrade():
    pass
