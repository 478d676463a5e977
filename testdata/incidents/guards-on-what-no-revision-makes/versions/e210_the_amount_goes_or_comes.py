"""the amount goes or comes

Revision ID: e210
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e210"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    found = op.get_bind().execute(sa.text("SELECT 1 FROM information_schema.columns WHERE table_name = 'bill' AND column_name = 'amount'")).fetchone()
    if found is None:
        op.add_column("bill", sa.Column("amount", sa.Integer))
    else:
        op.drop_column("bill", "amount")


def downgrade():
    pass
