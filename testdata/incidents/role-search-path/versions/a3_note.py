"""note

Revision ID: a3
Revises: a2
Create Date: 2023-05-01 09:00:00

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = "a3"
down_revision = "a2"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("SET LOCAL search_path TO public, books")
    op.execute("CREATE TABLE note (id integer PRIMARY KEY, about char(3) REFERENCES rate (code))")


def downgrade():
    op.execute("DROP TABLE public.note")
