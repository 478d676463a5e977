"""create depot

Revision ID: d510
Revises: 
Create Date: 2024-02-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d510"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "depot",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("gate", sa.String(8), nullable=False, server_default="north"),
        sa.Column("cleanup", sa.Text()),
    )


def downgrade():
    op.drop_table("depot")
