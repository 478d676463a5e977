"""contact phone

Revision ID: e300
Revises: e200
Create Date: 2023-03-01 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e300"
down_revision = "e200"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contact", sa.Column("phone", sa.String(40)))


def downgrade():
    op.drop_column("contact", "phone")
