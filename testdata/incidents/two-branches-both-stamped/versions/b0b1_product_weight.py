"""product weight

Revision ID: b0b1
Revises: b0a0
Create Date: 2023-02-02 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b0b1"
down_revision = "b0a0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("product", sa.Column("weight_g", sa.Integer()))


def downgrade():
    op.drop_column("product", "weight_g")
