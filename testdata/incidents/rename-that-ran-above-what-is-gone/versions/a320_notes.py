"""notes

Revision ID: a320
Revises: a310
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a320"
down_revision = "a310"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TRIGGER weighed BEFORE UPDATE ON parcel FOR EACH ROW WHEN (OLD.weight IS DISTINCT FROM NEW.weight) EXECUTE FUNCTION noted()")


def downgrade():
    pass
