"""notes are numbers

Revision ID: c830
Revises: c820
Create Date: 2024-03-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c830"
down_revision = "c820"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("ship", sa.Column("note_new", sa.Integer(), nullable=True))
    op.drop_column("ship", "note")
    op.alter_column("ship", "note_new", new_column_name="note", existing_type=sa.Integer(), nullable=False)


def downgrade():
    pass
