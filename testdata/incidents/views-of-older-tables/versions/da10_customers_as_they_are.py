"""customers as they are

Revision ID: da10
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "da10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE VIEW customer_list AS SELECT * FROM customers")


def downgrade():
    pass
