"""accounts have a kind

Revision ID: c520
Revises: c510
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c520"
down_revision = "c510"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("account", sa.Column("kind", sa.String(8), nullable=True))
    op.execute("UPDATE account SET kind = 'person'")
    op.create_index("ix_account_kind", "account", ["kind"])
    op.execute("INSERT INTO account (email, kind) VALUES ('support@example.com', 'robot')")
    op.get_bind().execute(sa.text("SELECT count(*) FROM account"))


def downgrade():
    op.drop_column("account", "kind")
