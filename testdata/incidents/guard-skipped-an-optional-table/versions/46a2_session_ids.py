"""session ids

Revision ID: 46a2
Revises: 46a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "46a2"
down_revision = "46a1"
branch_labels = None
depends_on = None


def upgrade():
    tables = sa.inspect(op.get_bind()).get_table_names()
    for table in ("oauth_token", "hub"):
        if table in tables:
            op.add_column(table, sa.Column("session_id", sa.String(255)))
        else:
            print(f"Skipping {table}: the extension is not installed")


def downgrade():
    pass
