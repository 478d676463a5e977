"""depots are looked for

Revision ID: ab10
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "ab10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE VIEW noted AS SELECT id, note FROM depot")
    op.create_index("ix_depot_label", "depot", ["label"])
    op.create_index("ix_depot_depth", "depot", ["depth"])


def downgrade():
    pass
