"""meal price

Revision ID: 51a2
Revises: 51a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "51a2"
down_revision = "51a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("meal", sa.Column("price_cents", sa.Integer()))
    op.create_index("ix_meal_name", "meal", ["name"])


def downgrade():
    op.drop_index("ix_meal_name")
    op.drop_column("meal", "price_cents")
