"""mail becomes email

Revision ID: r3
Revises: r2
Create Date: 2021-03-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "r3"
down_revision = "r2"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("client", "mail", new_column_name="email", existing_type=sa.String(120), type_=sa.String(320))
    op.execute("ALTER INDEX ix_customer_fullname RENAME TO ix_client_fullname")


def downgrade():
    op.alter_column("client", "email", new_column_name="mail")
