"""ships without yards

Revision ID: c830
Revises: c820
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c830"
down_revision = "c820"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_constraint("fk_ship_yard", "ship", type_="foreignkey")
    op.drop_column("ship", "yard_id")


def downgrade():
    pass
