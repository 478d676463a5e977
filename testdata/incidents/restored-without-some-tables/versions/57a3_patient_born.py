"""patient born

Revision ID: 57a3
Revises: 57a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "57a3"
down_revision = "57a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("patient", sa.Column("born", sa.Date()))


def downgrade():
    pass
