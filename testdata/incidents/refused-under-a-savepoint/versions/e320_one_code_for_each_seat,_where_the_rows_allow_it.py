"""one code for each seat, where the rows allow it

Revision ID: e320
Revises: e310
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e320"
down_revision = "e310"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    try:
        with bind.begin_nested():
            op.create_unique_constraint("seat_code_key", "seat", ["code"])
    except sa.exc.IntegrityError:
        op.create_index("ix_seat_code", "seat", ["code"])


def downgrade():
    pass
