"""units

Revision ID: 6c20
Revises: 6c10
Create Date: 2026-04-09 09:00:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "6c20"
down_revision = "6c10"

unit = postgresql.ENUM("g", "kg", name="unit", create_type=False)


def upgrade():
    op.add_column("customer", sa.Column("unit", unit, server_default="kg", nullable=False))
    op.add_column("delivery", sa.Column("unit", unit, server_default="kg", nullable=False))
    op.execute("CREATE TRIGGER delivery_seen BEFORE UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION note_change()")


def downgrade():
    op.execute("DROP TRIGGER delivery_seen ON delivery")
    op.drop_column("delivery", "unit")
    op.drop_column("customer", "unit")
