"""caveats again

Revision ID: 47a3
Revises: 47a2
Create Date: 2023-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "47a3"
down_revision = "47a2"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column("macaroon", "caveats")
    op.add_column("macaroon", sa.Column("caveats", sa.JSON()))
    op.create_index("ix_macaroon_caveats", "macaroon", ["id"], unique=True)


def downgrade():
    pass
