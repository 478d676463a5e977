"""desk height

Revision ID: 53b2c0ffee42
Revises: 53a1c0ffee42_create_desk
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "53b2c0ffee42"
down_revision = "53a1c0ffee42_create_desk"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("desk", sa.Column("height_cm", sa.Integer()))


def downgrade():
    op.drop_column("desk", "height_cm")
