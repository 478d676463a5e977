"""Statements about rows change nothing else.

Revision ID: s15_data
"""
import sqlalchemy as sa
from alembic import op

revision = "s15_data"
down_revision = "s14_catalog_guards"


def upgrade():
    bind = op.get_bind()
    t = op.create_table("data_rows", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(30)), sa.Column("n", sa.Integer))
    op.bulk_insert(t, [{"name": "a", "n": 1}, {"name": "b", "n": 2}])
    light = sa.table("data_rows", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("n"))
    op.execute(light.insert().values(name="c", n=3))
    op.execute(light.update().where(light.c.name == op.inline_literal("a")).values({"n": 5}))
    op.execute(sa.delete(light).where(sa.or_(light.c.n > 4, light.c.name.is_(None))))
    for row in bind.execute(sa.select(light.c.id, light.c.name).where(light.c.n.in_([1, 2])).order_by(light.c.id)):
        bind.execute(light.update().where(light.c.id == row.id).values(name=row.name + "x"))
    total = bind.execute(sa.select(sa.func.count()).select_from(light)).scalar()
    if total:
        bind.execute(sa.text("UPDATE data_rows SET n = n + :d WHERE id = :i").bindparams(d=1, i=2))
    op.execute(sa.text("INSERT INTO data_rows (name) SELECT name FROM data_rows WHERE name LIKE '%x'"))
    with bind.begin_nested():
        bind.execute(light.delete())
    op.alter_column("data_rows", "n", nullable=True, type_=sa.BigInteger, existing_type=sa.Integer)


def downgrade():
    pass
