"""unique subscriber email

Revision ID: 18a2
Revises: 18a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "18a2"
down_revision = "18a1"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("uq_subscriber_email", "subscriber", ["email"], unique=True, postgresql_concurrently=True)


def downgrade():
    op.drop_index("uq_subscriber_email")
