"""users have a locale

Revision ID: c840
Revises: c830
Create Date: 2024-04-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c840"
down_revision = "c830"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("locale", sa.String(5), nullable=True))


def downgrade():
    pass
