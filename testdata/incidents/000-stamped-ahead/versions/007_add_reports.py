"""add reports

Revision ID: 007
Revises: 006
Create Date: 2025-08-19 17:05:09.412000

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "007"
down_revision = "006"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        '''
        CREATE TABLE reports (
            id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            module_id   varchar(36) NOT NULL REFERENCES analytics_modules (id),
            title       text NOT NULL,
            created_at  timestamptz NOT NULL DEFAULT now()
        )
        '''
    )
    op.execute("CREATE INDEX idx_reports_module ON reports (module_id, created_at DESC)")


def downgrade():
    op.execute("DROP TABLE reports")
