"""widen audit action

Revision ID: 006
Revises: 005
Create Date: 2025-08-11 13:13:13.000000

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("audit_logs", "action", existing_type=sa.String(60), type_=sa.String(120), existing_nullable=False)


def downgrade():
    op.alter_column("audit_logs", "action", existing_type=sa.String(120), type_=sa.String(60), existing_nullable=False)
