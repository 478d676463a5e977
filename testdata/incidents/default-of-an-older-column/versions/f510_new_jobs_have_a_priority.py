"""new jobs have a priority

Revision ID: f510
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f510"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("job", "priority", server_default="2")
    op.alter_column("job", "since", server_default="2020-01-01")
    op.create_check_constraint("job_is_recent", "job", "since > '2019-01-01'")


def downgrade():
    pass
