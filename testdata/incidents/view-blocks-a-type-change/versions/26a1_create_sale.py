"""create sale

Revision ID: 26a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "26a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("sale", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("amount", sa.Integer()))
    op.execute("CREATE VIEW sale_total AS SELECT sum(amount) AS total FROM sale")


def downgrade():
    op.execute("DROP VIEW sale_total")
    op.drop_table("sale")
