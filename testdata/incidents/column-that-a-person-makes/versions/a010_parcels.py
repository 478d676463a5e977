"""parcels

Revision ID: a010
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa
import os

# revision identifiers, used by Alembic.
revision = "a010"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parcel", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("parcel", sa.Column("state", sa.Text(), server_default=os.environ.get("STATE", "sent")))
    op.alter_column("parcel", "state", server_default=None)


def downgrade():
    pass
