"""What a job can be

Revision ID: f120
Revises: f110
"""
import sqlalchemy as sa
from alembic import op
from jobs_protocol import Status

revision = "f120"
down_revision = "f110"


def upgrade():
    op.alter_column(
        "jobs",
        "status",
        type_=sa.Enum(Status.Name(0), Status.Name(1), create_constraint=True, native_enum=False),
        existing_type=sa.String(10),
    )
    op.add_column("jobs", sa.Column("tries", sa.Integer()))
