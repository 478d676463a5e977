"""create parcel

Revision ID: 20a2
Revises: 20a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20a2"
down_revision = "20a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.Enum("packed", "sent", name="parcel_state"), nullable=False),
    )


def downgrade():
    op.drop_table("parcel")
