"""meter legacy

Revision ID: 26b2
Revises: 26b1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "26b2"
down_revision = "26b1"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column("meter", "legacy")


def downgrade():
    op.add_column("meter", sa.Column("legacy", sa.Integer()))
