"""vocabulary scheme

Revision ID: b1c2
Revises: b1c1
Create Date: 2022-02-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b1c2"
down_revision = "b1c1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("vocabulary", sa.Column("scheme", sa.String(50), nullable=False, server_default="local"))
    op.create_unique_constraint("uq_vocabulary_scheme_term", "vocabulary", ["scheme", "term"])


def downgrade():
    op.drop_column("vocabulary", "scheme")
