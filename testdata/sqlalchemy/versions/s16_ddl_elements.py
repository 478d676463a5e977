"""DDL elements that are executed.

Revision ID: s16_ddl_elements
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSequence, Sequence, DropSequence, CreateTable, CreateIndex, DropTable, DDL, AddConstraint, CreateSchema

revision = "s16_ddl_elements"
down_revision = "s15_data"


def upgrade():
    op.execute(CreateSequence(Sequence("el_seq", start=10, increment=5)))
    op.execute(CreateSequence(Sequence("el_gone")))
    op.execute(DropSequence(Sequence("el_gone")))
    op.execute(CreateSchema("el_schema"))
    meta = sa.MetaData()
    t = sa.Table("el_table", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Integer, index=True), sa.Column("y", sa.Integer, comment="not sent"))
    op.execute(CreateTable(t))
    for index in t.indexes:
        op.execute(CreateIndex(index))
    op.execute(AddConstraint(sa.UniqueConstraint(t.c.y, name="uq_el"))) if False else None
    op.get_bind().execute(DDL("ALTER TABLE el_table ADD COLUMN z INTEGER"))
    u = sa.Table("el_dropped", meta, sa.Column("id", sa.Integer))
    op.execute(CreateTable(u))
    op.execute(DropTable(u))
    Sequence("el_made", metadata=meta).create(op.get_bind())


def downgrade():
    pass
