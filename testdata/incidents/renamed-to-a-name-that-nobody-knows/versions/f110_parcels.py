"""parcels

Revision ID: f110
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "f110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("weight", sa.Integer()),
        sa.UniqueConstraint("id", "weight", name="uq_parcel_weight"),
        sa.CheckConstraint("weight > 0", name="ck_parcel_weight"),
    )
    op.create_index("ix_parcel_weight", "parcel", ["weight"])
    op.execute("CREATE VIEW heavy AS SELECT id, weight AS grams FROM parcel WHERE weight > 1000")
    op.create_unique_constraint("uq_depot_code", "depot", ["code"])


def downgrade():
    pass
