"""vocabulary parent

Revision ID: b1c3
Revises: b1c2
Create Date: 2022-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b1c3"
down_revision = "b1c2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("vocabulary", sa.Column("parent_id", sa.String(36), sa.ForeignKey("vocabulary.id")))


def downgrade():
    op.drop_column("vocabulary", "parent_id")
