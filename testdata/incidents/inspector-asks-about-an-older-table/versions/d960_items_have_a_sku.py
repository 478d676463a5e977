"""items have a sku

Revision ID: d960
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d960"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    columns = [own["name"] for own in sa.inspect(op.get_bind()).get_columns("items")]
    if "sku" not in columns:
        op.add_column("items", sa.Column("sku", sa.String(20)))


def downgrade():
    pass
