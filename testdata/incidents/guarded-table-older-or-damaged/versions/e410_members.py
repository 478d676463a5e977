"""members

Revision ID: e410
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e410"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    if not sa.inspect(op.get_bind()).has_table("member"):
        op.create_table(
            "member",
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("full_name", sa.Text),
            sa.Column("joined", sa.Date),
            sa.Column("active", sa.Boolean),
        )


def downgrade():
    pass
