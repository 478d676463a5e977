"""weights

Revision ID: a420
Revises: a410
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a420"
down_revision = "a410"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER DOMAIN grams RENAME TO weight")
    op.execute("ALTER DOMAIN weight RENAME CONSTRAINT not_above TO under_nine_kilos")
    op.execute("ALTER DOMAIN weight SET SCHEMA goods")


def downgrade():
    pass
