"""parcels

Revision ID: b310
Revises:
Create Date: 2024-03-04 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "b310"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parcel", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("weight", sa.Integer()), sa.Column("name", sa.Text()))
    op.execute("CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$")

    op.execute("CREATE TRIGGER weighed BEFORE UPDATE ON parcel FOR EACH ROW EXECUTE FUNCTION noted()")
    op.execute("CREATE TRIGGER named BEFORE UPDATE ON parcel FOR EACH ROW EXECUTE FUNCTION noted()")


def downgrade():
    pass
