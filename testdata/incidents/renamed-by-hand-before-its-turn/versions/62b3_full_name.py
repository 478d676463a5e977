"""full name

Revision ID: 62b3
Revises: 62b2
Create Date: 2026-04-03 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "62b3"
down_revision = "62b2"


def upgrade():
    op.alter_column("account", "name", new_column_name="full_name")
    op.execute("UPDATE account SET full_name = email WHERE full_name IS NULL")
