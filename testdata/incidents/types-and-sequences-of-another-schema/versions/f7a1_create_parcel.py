"""create parcel

Revision ID: f7a1
Revises: 
Create Date: 2024-02-10 09:11:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f7a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SEQUENCE docket_no")
    op.execute("CREATE FUNCTION first_shelf() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'")
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("docket", sa.BigInteger(), server_default=sa.text("nextval('docket_no')"), nullable=False),
        sa.Column("state", sa.Enum("held", "gone", name="parcel_state"), server_default=sa.text("'held'::parcel_state"), nullable=False),
        sa.CheckConstraint("state <> 'gone'::parcel_state OR docket > 0", name="ck_parcel_docket"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_parcel_held", "parcel", ["docket"], postgresql_where=sa.text("state = 'held'::parcel_state"))


def downgrade() -> None:
    op.drop_table("parcel")
