"""names are long and never missing

Revision ID: d920
Revises: d910
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d920"
down_revision = "d910"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("users", "name", existing_type=sa.String(50), type_=sa.Text(), nullable=False)
    op.drop_column("users", "legacy")


def downgrade():
    pass
