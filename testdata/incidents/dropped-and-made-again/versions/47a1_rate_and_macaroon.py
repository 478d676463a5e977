"""create rate and signal

Revision ID: 47a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "47a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("rate", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("letter", sa.Integer()))
    op.create_table("macaroon", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("caveats", sa.Text()))
    op.create_index("ix_macaroon_caveats", "macaroon", ["caveats"])


def downgrade():
    pass
