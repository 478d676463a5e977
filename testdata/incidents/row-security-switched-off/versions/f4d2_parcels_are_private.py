"""parcels are private

Revision ID: f4d2
Revises: f4d1
Create Date: 2024-03-11 09:18:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "f4d2"
down_revision = "f4d1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE parcel ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY own_parcels ON parcel USING (account_id = 1)")
    op.create_table_comment("account", "Who sends parcels")


def downgrade() -> None:
    op.execute("ALTER TABLE parcel DISABLE ROW LEVEL SECURITY")
