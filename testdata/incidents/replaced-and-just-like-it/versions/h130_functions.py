"""functions

Revision ID: h130
Revises: h120
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "h130"
down_revision = "h120"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE OR REPLACE FUNCTION two() RETURNS integer LANGUAGE sql AS 'SELECT 2'")
    op.execute("ALTER TABLE users DROP CONSTRAINT IF EXISTS uq; ")
    op.create_unique_constraint("uq","users",["id"])
    op.execute("DROP INDEX IF EXISTS ix_users_id")
    op.create_index("ix_users_id", "users", ["id"])


def downgrade():
    pass
