"""users

Revision ID: d110
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(100), nullable=False),
                    sa.Column("name", sa.Text), sa.Column("created_at", sa.DateTime))
    op.create_index("ix_users_email", "users", ["email"], unique=True)


def downgrade():
    pass
