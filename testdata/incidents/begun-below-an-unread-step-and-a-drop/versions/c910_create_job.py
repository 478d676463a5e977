"""create job

Revision ID: c910
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c910"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("job", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("slug", sa.Text(), nullable=True))
    op.create_unique_constraint("uq_job_slug", "job", ["slug"])


def downgrade():
    pass
