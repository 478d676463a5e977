"""the layout of the site

Revision ID: d220
Revises: d210
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d220"
down_revision = "d210"
branch_labels = None
depends_on = None


def upgrade():
    import os

    layouts = {"site-wide": lambda: op.add_column("crate", sa.Column("width", sa.Integer)), "site-plain": lambda: op.drop_index("ix_crate_label", "crate")}
    layouts['site-' + os.environ.get("SITE_LAYOUT", "plain")]()


def downgrade():
    pass
