"""login unique

Revision ID: 44a2
Revises: 44a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "44a2"
down_revision = "44a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_unique_constraint("uq_login_email", "login", ["email"])
    op.create_index("uq_login_phone", "login", ["phone"], unique=True)


def downgrade():
    op.drop_constraint("uq_login_email", "login")
    op.drop_index("uq_login_phone")
