"""wider columns

Revision ID: 56a2
Revises: 56a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "56a2"
down_revision = "56a1"
branch_labels = None
depends_on = None


def upgrade():
    for table, column in (("core", "state"), ("extra", "state"), ("core", "missing")):
        try:
            op.alter_column(table, column, type_=sa.String(80))
        except sa.exc.ProgrammingError:
            pass
    op.add_column("core", sa.Column("done", sa.Boolean()))


def downgrade():
    pass
