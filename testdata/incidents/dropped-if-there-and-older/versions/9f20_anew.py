"""scratch space and note begin anew

Revision ID: 9f20
Revises: 9f10
Create Date: 2026-07-08 09:00:00

"""

from alembic import op

revision = "9f20"
down_revision = "9f10"


def upgrade():
    op.execute("DROP SCHEMA IF EXISTS scratch CASCADE")
    op.execute("CREATE SCHEMA scratch")
    op.execute("ALTER TABLE patient DROP COLUMN IF EXISTS note")
    op.execute("ALTER TABLE patient ADD COLUMN note text")
    op.execute("DROP TRIGGER IF EXISTS patient_seen ON patient")
    op.execute("CREATE TRIGGER patient_seen BEFORE UPDATE ON patient FOR EACH ROW EXECUTE FUNCTION seen()")


def downgrade():
    pass
