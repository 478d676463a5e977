"""device location

Revision ID: 0004
Revises: 0003
Create Date: 2022-11-02 09:41:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("device", sa.Column("location", sa.String(120), nullable=True))
    op.alter_column("device", "model", existing_type=sa.String(64), type_=sa.Text(), existing_nullable=True)


def downgrade():
    op.drop_column("device", "location")
    op.alter_column("device", "model", type_=sa.String(64))
