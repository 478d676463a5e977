"""vocabulary

Revision ID: b1c1
Revises: 
Create Date: 2022-01-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b1c1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("term", sa.String(200), nullable=False),
    )


def downgrade():
    op.drop_table("vocabulary")
