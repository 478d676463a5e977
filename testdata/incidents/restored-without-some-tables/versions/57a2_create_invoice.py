"""create invoice

Revision ID: 57a2
Revises: 57a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "57a2"
down_revision = "57a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("visit_id", sa.Integer(), sa.ForeignKey("visit.id")))
    op.add_column("visit", sa.Column("room", sa.String(10)))


def downgrade():
    pass
