"""swap the columns

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
    op.add_column("job", sa.Column("third", sa.Integer(), nullable=True))
    op.alter_column("job", "first", new_column_name="swap")
    op.alter_column("job", "second", new_column_name="first")
    op.alter_column("job", "swap", new_column_name="second")
    op.create_index("ix_job_first", "job", ["first"])


def downgrade():
    pass
