"""no jobs

Revision ID: c940
Revises: c930
Create Date: 2024-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c940"
down_revision = "c930"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table("job")
    op.drop_table("queue")


def downgrade():
    pass
