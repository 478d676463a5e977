"""An inspector asks each question once; what a type is, decides what comes with it.

Revision ID: s18_inspector_keeps
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.compiler import compiles

revision = "s18_inspector_keeps"
down_revision = "s17_add_columns"


class OwnInteger(sa.Integer):
    pass


class OwnBigInteger(sa.BigInteger):
    pass


@compiles(OwnInteger, "postgresql")
def own_integer(element, compiler, **kw):
    return "INTEGER"


@compiles(OwnBigInteger)
def own_big_integer(element, compiler, **kw):
    return compiler.visit_BIGINT(element, **kw)


def made(name, *answers):
    op.create_table(name, sa.Column("id", sa.Integer), comment=repr(answers))


def upgrade():
    bind = op.get_bind()
    kept = sa.inspect(bind)
    if not kept.has_table("k_late"):
        op.create_table("k_late", sa.Column("id", sa.Integer), sa.Column("p", sa.Integer, index=True))
    if kept.has_table("k_late"):
        op.create_index("k_never", "k_late", ["id"])
    fresh = sa.inspect(bind)
    made("k_tables", kept.has_table("k_late"), kept.has_table("k_late", schema="public"), fresh.has_table("k_late"))
    before = [c["name"] for c in kept.get_columns("k_late")], [i["name"] for i in kept.get_indexes("k_late")]
    op.add_column("k_late", sa.Column("q", sa.Integer, unique=True))
    op.create_index("k_more", "k_late", ["q"])
    after = [c["name"] for c in kept.get_columns("k_late")], [i["name"] for i in kept.get_indexes("k_late")]
    made("k_columns", before == after, len(kept.get_unique_constraints("k_late")), len(fresh.get_columns("k_late")))
    made("k_index", kept.has_index("k_late", "k_more"), kept.has_index("nowhere", "k_more"), bind.dialect.has_table(bind, "k_tables"))
    try:
        kept.get_indexes("k_later")
    except sa.exc.NoSuchTableError:
        op.create_table("k_later", sa.Column("id", sa.Integer, primary_key=True, index=True))
    try:
        kept.has_index("k_later", "ix_k_later_id")
        made("k_found")
    except sa.exc.NoSuchTableError:
        made("k_not_found")
    made("k_later_index", fresh.has_index("k_later", "k_later_pkey"), fresh.has_index("k_later", "ix_k_later_id"))
    kept.clear_cache()
    if kept.has_table("k_late"):
        op.create_index("k_cleared", "k_late", ["p", "q"])
    names = kept.get_table_names()
    made("k_names")
    if "k_names" in kept.get_table_names() or names is not kept.get_table_names():
        op.create_table("k_wrong", sa.Column("id", sa.Integer))
    op.create_table("k_own", sa.Column("id", OwnInteger(), primary_key=True), sa.Column("n", OwnInteger()))
    op.create_table("k_own_big", sa.Column("id", OwnBigInteger(), primary_key=True))


def downgrade():
    pass
