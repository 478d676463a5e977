"""a column for each kind

Revision ID: c920
Revises: c910
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c920"
down_revision = "c910"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_job_kind", "job", ["kind"])
    for (kind,) in op.get_bind().execute(sa.text("SELECT kind FROM job")).all():
        op.add_column("job", sa.Column(f"kind_{kind}", sa.Integer(), nullable=True))


def downgrade():
    pass
