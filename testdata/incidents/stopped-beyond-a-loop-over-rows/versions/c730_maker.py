"""the maker instead of who made it

Revision ID: c730
Revises: c720
Create Date: 2023-09-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c730"
down_revision = "c720"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        for table in ("item", "item_log"):
            op.add_column(table, sa.Column("maker", sa.String(80)))
            op.drop_column(table, "made_by")


def downgrade():
    pass
