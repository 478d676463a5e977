"""ledger

Revision ID: a1
Revises:
Create Date: 2023-03-01 09:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("owner", sa.String(80), nullable=False, index=True),
    )
    op.execute("CREATE TYPE entry_kind AS ENUM ('credit', 'debit')")


def downgrade():
    op.execute("DROP TYPE entry_kind")
    op.drop_table("ledger")
