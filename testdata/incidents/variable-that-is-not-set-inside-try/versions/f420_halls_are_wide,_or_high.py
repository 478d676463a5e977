"""halls are wide, or high

Revision ID: f420
Revises: f410
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f420"
down_revision = "f410"
branch_labels = None
depends_on = None


def upgrade():
    import os

    try:
        os.environ["HALL_IS_WIDE"]
        op.add_column("hall", sa.Column("width", sa.Integer))
    except KeyError:
        op.add_column("hall", sa.Column("height", sa.Integer))


def downgrade():
    pass
