"""value is exact

Revision ID: 02b
Revises: 01a
Create Date: 2022-11-11 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "02b"
down_revision = "01a"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("measurement", "value", existing_type=sa.Integer(), type_=sa.Numeric(10, 3), existing_nullable=False)
    op.add_column("measurement", sa.Column("unit", sa.String(8), nullable=False, server_default="K"))


def downgrade():
    op.drop_column("measurement", "unit")
