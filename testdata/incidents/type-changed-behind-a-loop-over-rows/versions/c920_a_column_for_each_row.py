"""a column for each row

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
    for (number,) in op.get_bind().execute(sa.text("SELECT id FROM job")):
        op.add_column("job", sa.Column("more_%s" % number, sa.Integer()))


def downgrade():
    pass
