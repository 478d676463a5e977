"""the other way round

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
    op.alter_column("job", "name", new_column_name="tmp")
    op.alter_column("job", "kind", new_column_name="name")
    op.alter_column("job", "tmp", new_column_name="kind")


def downgrade():
    pass
