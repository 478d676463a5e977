"""create menu

Revision ID: 51a3
Revises: 51a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "51a3"
down_revision = "51a2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("menu", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("meal_id", sa.Integer(), sa.ForeignKey("meal.id")))


def downgrade():
    op.drop_table("menu")
