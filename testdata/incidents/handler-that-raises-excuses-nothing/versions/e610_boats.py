"""boats

Revision ID: e610
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e610"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    try:
        op.create_table("boat", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
        op.create_index("ix_boat_name", "boat", ["name"], unique=True)
    except Exception:
        print("error in the migration, rollback")
        raise


def downgrade():
    pass
