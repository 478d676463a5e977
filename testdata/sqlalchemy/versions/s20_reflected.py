"""Columns that were reflected, and tables made of their copies.

Revision ID: s20_reflected
"""
import sqlalchemy as sa
from alembic import op

revision = "s20_reflected"
down_revision = "s19_recreate"


def upgrade():
    bind = op.get_bind()
    op.create_table("u_serial", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20), server_default="x"))
    op.create_table("u_big", sa.Column("id", sa.BigInteger, primary_key=True))
    op.create_table("u_small", sa.Column("id", sa.SmallInteger, primary_key=True))
    op.create_table("u_plain", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False), sa.Column("n", sa.Integer))
    op.create_table("u_identity", sa.Column("id", sa.Integer, sa.Identity(), primary_key=True), sa.Column("n", sa.Integer))
    op.create_table("u_always", sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True))
    op.create_table("u_computed", sa.Column("id", sa.Integer, primary_key=True), sa.Column("twice", sa.Integer, sa.Computed("id * 2")))
    op.create_table("u_pair", sa.Column("a", sa.Integer, primary_key=True), sa.Column("b", sa.Integer, primary_key=True))
    op.execute("CREATE TABLE u_counted (id numeric PRIMARY KEY, n serial, t text)")
    op.execute("CREATE SEQUENCE u_own")
    op.execute("CREATE TABLE u_sequence (id integer DEFAULT nextval('u_own') PRIMARY KEY)")
    op.execute("CREATE TABLE u_text (id text DEFAULT nextval('u_own'))")
    meta = sa.MetaData()
    meta.reflect(bind=bind)
    for name in ["u_serial", "u_big", "u_small", "u_plain", "u_identity", "u_always", "u_computed", "u_pair", "u_counted", "u_sequence", "u_text"]:
        table = sa.Table(name, meta, autoload_with=bind)
        op.create_table(name + "_copy", *[column.copy() if hasattr(column, "copy") else column._copy() for column in table.columns])
        op.create_table(name + "_meta", meta, *[column._copy() for column in table.columns], mysql_engine="InnoDB")
    assert meta.tables["u_serial"].c.id.autoincrement is True
    assert meta.tables["u_plain"].c.id.autoincrement is False
    assert meta.tables["u_plain"].c.n.autoincrement is False
    assert meta.tables["u_identity"].c.id.autoincrement is True
    assert meta.tables["u_text"].c.id.autoincrement is False
    rows = {name: {row["name"]: row["autoincrement"] for row in sa.inspect(bind).get_columns(name)} for name in ["u_serial", "u_text"]}
    assert rows == {"u_serial": {"id": True, "name": False}, "u_text": {"id": False}}


def downgrade():
    pass
