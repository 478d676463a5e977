"""notes

Revision ID: a220
Revises: a210
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a220"
down_revision = "a210"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TRIGGER weighed BEFORE UPDATE ON parcel FOR EACH ROW WHEN (OLD.weight IS DISTINCT FROM NEW.weight) EXECUTE FUNCTION noted()")
    op.execute("CREATE TRIGGER named BEFORE UPDATE ON parcel FOR EACH ROW WHEN (lower(NEW.name) <> '') EXECUTE FUNCTION noted()")
    op.execute("CREATE TRIGGER changed BEFORE UPDATE ON parcel FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION noted()")
    op.execute("CREATE TRIGGER touched BEFORE UPDATE ON parcel FOR EACH ROW WHEN (OLD IS NOT NULL) EXECUTE FUNCTION noted()")


def downgrade():
    pass
