"""users lose a key and an index

Revision ID: f120
Revises: f110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f120"
down_revision = "f110"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_constraint("uq_users_email", "users")
    op.drop_index("ix_users_email", "users")


def downgrade():
    pass
