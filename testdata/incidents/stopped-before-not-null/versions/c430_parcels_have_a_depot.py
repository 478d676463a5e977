"""parcels have a depot

Revision ID: c430
Revises: c420
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c430"
down_revision = "c420"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("parcel", sa.Column("depot", sa.String(8), nullable=True))
    op.alter_column("parcel", "depot", nullable=False)
    op.create_index("ix_parcel_depot", "parcel", ["depot"])


def downgrade():
    pass
