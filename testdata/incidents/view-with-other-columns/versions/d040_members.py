"""members

Revision ID: d040
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d040"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("members", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text), sa.Column("mail", sa.Text))
    op.execute("CREATE VIEW directory AS SELECT id, name, mail FROM members")


def downgrade():
    pass
