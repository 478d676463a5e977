"""ticket priority

Revision ID: 20b2
Revises: 20b1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "20b2"
down_revision = "20b1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("ticket", sa.Column("priority", sa.Enum("low", "high", name="ticket_priority")))


def downgrade():
    op.drop_column("ticket", "priority")
