"""depots are looked for

Revision ID: e120
Revises: e110
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "e120"
down_revision = "e110"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE INDEX ix_depot_code_text ON depot (lower(code::text))")
    op.create_index("ix_depot_label_text", "depot", [sa.text("lower(label::text)")], postgresql_where=sa.text("code::text = '1'"))
    op.create_check_constraint("ck_depot_label", "depot", "length(label::text) < 20")
    op.execute("ALTER TABLE depot ADD CONSTRAINT depot_once EXCLUDE USING btree ((code::text) WITH =)")
    op.execute("CREATE FUNCTION depot_noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$")
    op.execute("CREATE TRIGGER depot_noted BEFORE UPDATE ON depot FOR EACH ROW WHEN (old.code::text <> new.code::text) EXECUTE FUNCTION depot_noted()")


def downgrade():
    pass
