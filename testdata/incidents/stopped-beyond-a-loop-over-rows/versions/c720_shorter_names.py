"""shorter names

Revision ID: c720
Revises: c710
Create Date: 2023-05-08 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c720"
down_revision = "c710"
branch_labels = None
depends_on = None

kind = sa.table("kind", sa.column("name", sa.String), sa.column("tablename", sa.String))

to_rename = [
    ("fk_item_kind_kind_name", "fk_item_kind", "kind", "name", "item", "kind"),
    ("fk_item_log_id_item_id", "fk_il_id", "item", "id", "item_log", "id"),
]


def upgrade():
    connection = op.get_bind()
    tables = {}
    for row in connection.execute(kind.select()):
        tables[row.name] = sa.table(row.tablename, sa.column("pages", sa.Integer))
        log = "%s_log" % row.tablename
        to_rename.append(
            ("fk_%s_revision_item_log_revision" % log, "fk_%s_revision" % log, "item_log", "revision", log, "revision")
        )
    for old, new, source, source_column, table, column in to_rename:
        op.drop_constraint(old, table, type_="foreignkey")
        op.create_foreign_key(new, table, source, [column], [source_column])
    for name in connection.execute(sa.text("SELECT kind FROM item")).scalars():
        connection.execute(tables[name].update().values(pages=0))


def downgrade():
    pass
