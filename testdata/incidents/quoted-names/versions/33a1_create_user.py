"""create User

Revision ID: 33a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "33a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "User",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("firstName", sa.String(80), nullable=False),
        sa.Column("order", sa.Integer()),
    )
    op.create_index("ix_User_firstName", "User", ["firstName"])
    op.execute('ALTER TABLE "User" ADD COLUMN LastLogin timestamp')
    op.execute('CREATE TABLE Session (Id serial PRIMARY KEY, userId integer REFERENCES "User" ("id"))')


def downgrade():
    op.execute("DROP TABLE session")
    op.drop_table("User")
