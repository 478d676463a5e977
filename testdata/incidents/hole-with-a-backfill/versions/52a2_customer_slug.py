"""customer slug

Revision ID: 52a2
Revises: 52a1
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "52a2"
down_revision = "52a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("customer", sa.Column("slug", sa.String(40)))
    op.execute("UPDATE customer SET slug = lower(name)")


def downgrade():
    op.drop_column("customer", "slug")
