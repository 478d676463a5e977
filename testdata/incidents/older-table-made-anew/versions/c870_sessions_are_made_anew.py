"""sessions are made anew

Revision ID: c870
Revises: c860
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c870"
down_revision = "c860"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table("sessions")
    op.create_table("sessions", sa.Column("id", sa.Integer), sa.Column("token", sa.Text))


def downgrade():
    pass
