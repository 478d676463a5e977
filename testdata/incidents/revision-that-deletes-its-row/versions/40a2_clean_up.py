"""clean up

Revision ID: 40a2
Revises: 40a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "40a2"
down_revision = "40a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("counter", sa.Column("value", sa.Integer()))
    op.execute("DELETE FROM alembic_version")


def downgrade():
    op.drop_column("counter", "value")
