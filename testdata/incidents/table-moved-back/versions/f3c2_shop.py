"""shop

Revision ID: f3c2
Revises: f3c1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f3c2"
down_revision = "f3c1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SCHEMA shop")
    op.execute("ALTER TABLE parcel SET SCHEMA shop")


def downgrade() -> None:
    op.execute("ALTER TABLE shop.parcel SET SCHEMA public")
