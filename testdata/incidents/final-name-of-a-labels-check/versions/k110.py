"""Orders

Revision ID: k110
Revises:
"""
import sqlalchemy as sa
from alembic import op
from jobs_protocol import Status

revision = "k110"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "status",
            sa.Enum(Status.Name(0), Status.Name(1), name=op.f("ck_order_status"), native_enum=False, create_constraint=True),
        ),
    )
