"""customers may be important

Revision ID: da20
Revises: da10
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "da20"
down_revision = "da10"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("customers", sa.Column("vip", sa.Boolean))


def downgrade():
    pass
