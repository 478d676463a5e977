"""vessels

Revision ID: a110
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a110"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("DO $$ BEGIN CREATE TYPE vessel_state AS ENUM ('moored', 'sailing'); EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    op.create_table("vessel", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Text))


def downgrade():
    pass
