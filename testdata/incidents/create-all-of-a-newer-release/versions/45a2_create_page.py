"""create page

Revision ID: 45a2
Revises: 45a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "45a2"
down_revision = "45a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("page", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("site_id", sa.Integer(), sa.ForeignKey("site.id")), sa.Column("slug", sa.String(80), index=True))


def downgrade():
    pass
