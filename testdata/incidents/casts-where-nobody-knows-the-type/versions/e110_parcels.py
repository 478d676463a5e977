"""parcels

Revision ID: e110
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parcel", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("size", sa.Integer()), sa.Column("name", sa.String(40)))
    op.create_index("ix_parcel_size_text", "parcel", [sa.text("lower(size::text)")])
    op.create_index("ix_parcel_named", "parcel", ["size"], postgresql_where=sa.text("name::text <> 'x'"))
    op.create_check_constraint("ck_parcel_name", "parcel", "length(name::text) > 1")


def downgrade():
    pass
