"""The types of PostgreSQL's dialect.

Revision ID: s02_types_postgresql
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects.postgresql import JSONB

revision = "s02_types_postgresql"
down_revision = "s01_types_generic"


def upgrade():
    op.execute("CREATE EXTENSION citext")
    op.execute("CREATE EXTENSION hstore")
    op.create_table(
        "types_postgresql",
        sa.Column("a01", pg.UUID()), sa.Column("a02", pg.UUID(as_uuid=True)), sa.Column("a03", JSONB), sa.Column("a04", pg.JSON(none_as_null=True)),
        sa.Column("a05", JSONB(astext_type=sa.Text())), sa.Column("a06", pg.BYTEA()), sa.Column("a07", pg.INET), sa.Column("a08", pg.CIDR()),
        sa.Column("a09", pg.MACADDR), sa.Column("a10", pg.MONEY), sa.Column("a11", pg.OID), sa.Column("a12", pg.REGCLASS),
        sa.Column("a13", pg.TSVECTOR), sa.Column("a14", pg.TSQUERY), sa.Column("a15", pg.CITEXT), sa.Column("a16", pg.HSTORE),
        sa.Column("b01", pg.BIT), sa.Column("b02", pg.BIT(5)), sa.Column("b03", pg.BIT(5, varying=True)), sa.Column("b04", pg.BIT(varying=True)),
        sa.Column("c01", pg.TIMESTAMP()), sa.Column("c02", pg.TIMESTAMP(timezone=True, precision=3)), sa.Column("c03", pg.TIME(precision=2)),
        sa.Column("c04", pg.INTERVAL()), sa.Column("c05", pg.INTERVAL(fields="DAY TO SECOND")), sa.Column("c06", pg.INTERVAL(precision=2)),
        sa.Column("c07", pg.INTERVAL(fields="SECOND", precision=4)),
        sa.Column("d01", pg.ARRAY(sa.Text)), sa.Column("d02", pg.ARRAY(pg.UUID(as_uuid=True))), sa.Column("d03", pg.ARRAY(sa.DateTime(timezone=True))),
        sa.Column("e01", pg.INT4RANGE), sa.Column("e02", pg.TSTZRANGE), sa.Column("e03", pg.INT8MULTIRANGE), sa.Column("e04", pg.NUMRANGE()),
        sa.Column("f01", pg.VARCHAR(12)), sa.Column("f02", pg.DOUBLE_PRECISION(53)), sa.Column("f03", pg.INTEGER()), sa.Column("f04", pg.NUMERIC(5, 1)),
    )


def downgrade():
    pass
