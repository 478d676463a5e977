"""everything is listed

Revision ID: da30
Revises: da20
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "da30"
down_revision = "da20"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("DROP VIEW customer_list")
    op.execute("CREATE VIEW customer_list AS SELECT * FROM customers")


def downgrade():
    pass
