"""berths

Revision ID: b110
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    if "free_berth" not in sa.inspect(op.get_bind()).get_view_names():
        op.execute("CREATE VIEW free_berth AS SELECT 1 AS number")
    op.execute("CREATE SEQUENCE IF NOT EXISTS ticket START 1")


def downgrade():
    pass
