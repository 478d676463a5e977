"""a code opens one door

Revision ID: f620
Revises: f610
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f620"
down_revision = "f610"
branch_labels = None
depends_on = None


def upgrade():
    name = op.get_bind().execute(sa.text("SELECT name FROM site_name")).scalar()
    op.execute(f"ALTER TABLE door ADD CONSTRAINT {name} UNIQUE (code)")


def downgrade():
    pass
