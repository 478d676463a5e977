"""crates

Revision ID: d210
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d210"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("crate", sa.Column("id", sa.Integer, primary_key=True), sa.Column("label", sa.Text))
    op.create_index("ix_crate_label", "crate", ["label"])


def downgrade():
    pass
