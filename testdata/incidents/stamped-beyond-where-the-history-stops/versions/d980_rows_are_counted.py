"""rows are counted

Revision ID: d980
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d980"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().execute(sa.text("SELECT count(*) FROM pg_tables WHERE tablename = 'ledger'")).scalar() == 0:
        raise RuntimeError("load the ledger first")


def downgrade():
    pass
