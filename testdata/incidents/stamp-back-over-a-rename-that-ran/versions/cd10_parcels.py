"""parcels

Revision ID: cd10
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa
import uuid

# revision identifiers, used by Alembic.
revision = "cd10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parcel", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
    batch = str(uuid.uuid4())
    if batch:
        op.alter_column("parcel", "name", server_default=batch)


def downgrade():
    pass
