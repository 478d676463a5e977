"""create job

Revision ID: 21a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "21a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("job", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("state", sa.Enum("new", "done", name="job_state"), nullable=False))


def downgrade():
    op.drop_table("job")
    op.execute("DROP TYPE job_state")
