"""the copy is not needed

Revision ID: b730
Revises: b720
Create Date: 2024-05-02 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b730"
down_revision = "b720"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table("account_copy")


def downgrade():
    pass
