"""views

Revision ID: b28f03
Revises: b28f02
Create Date: 2024-05-06 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'b28f03'
down_revision = 'b28f02'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE VIEW recent AS SELECT id, heading FROM article WHERE id > 100")
    op.execute("CREATE VIEW a_digest AS SELECT id FROM recent WHERE heading IS NOT NULL")
    op.execute("CREATE MATERIALIZED VIEW total AS SELECT heading FROM article")
    op.create_index("ix_total", "total", ["heading"])


def downgrade() -> None:
    pass
