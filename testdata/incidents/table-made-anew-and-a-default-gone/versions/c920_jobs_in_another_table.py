"""jobs in another table

Revision ID: c920
Revises: c910
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c920"
down_revision = "c910"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "job_new",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("kind", sa.Integer(), server_default="0", nullable=False),
    )
    op.drop_table("job")
    op.rename_table("job_new", "job")


def downgrade():
    pass
