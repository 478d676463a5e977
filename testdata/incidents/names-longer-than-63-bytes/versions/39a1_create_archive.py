"""create archive

Revision ID: 39a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "39a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("archive", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("label", sa.String(20)))
    op.execute("CREATE INDEX ix_a_table_with_a_rather_long_name_and_a_column_with_a_long_name_as_well ON archive (label)")
    op.execute("ALTER TABLE archive ADD CONSTRAINT ck_ix_a_table_with_a_rather_long_name_and_a_column_with_a_long_name_as_well CHECK (label <> '')")


def downgrade():
    op.drop_table("archive")
