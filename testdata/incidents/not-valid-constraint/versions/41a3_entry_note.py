"""entry note

Revision ID: 41a3
Revises: 41a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "41a3"
down_revision = "41a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("entry", sa.Column("note", sa.Text()))


def downgrade():
    pass
