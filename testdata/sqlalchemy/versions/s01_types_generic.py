"""Every generic type, with and without arguments.

Revision ID: s01_types_generic
"""
import sqlalchemy as sa
from alembic import op

revision = "s01_types_generic"
down_revision = None


def upgrade():
    op.create_table(
        "types_generic",
        sa.Column("a01", sa.Integer()), sa.Column("a02", sa.INTEGER), sa.Column("a03", sa.SmallInteger()), sa.Column("a04", sa.BigInteger),
        sa.Column("a05", sa.Boolean()), sa.Column("a06", sa.Boolean(create_constraint=True, name="ck_a06")),
        sa.Column("b01", sa.String()), sa.Column("b02", sa.String(50)), sa.Column("b03", sa.String(length=7, collation="C")),
        sa.Column("b04", sa.Unicode(3)), sa.Column("b05", sa.Text()), sa.Column("b06", sa.UnicodeText()), sa.Column("b07", sa.CHAR()),
        sa.Column("b08", sa.CHAR(4)), sa.Column("b09", sa.NCHAR(4)), sa.Column("b10", sa.VARCHAR(9)), sa.Column("b11", sa.String(0)),
        sa.Column("c01", sa.Numeric()), sa.Column("c02", sa.Numeric(10)), sa.Column("c03", sa.Numeric(10, 2)), sa.Column("c04", sa.DECIMAL(4, 4)),
        sa.Column("c05", sa.Float()), sa.Column("c06", sa.Float(24)), sa.Column("c07", sa.Float(precision=25)), sa.Column("c08", sa.REAL()),
        sa.Column("c09", sa.Double()), sa.Column("c10", sa.DOUBLE_PRECISION()), sa.Column("c11", sa.FLOAT(53)),
        sa.Column("d01", sa.DateTime()), sa.Column("d02", sa.DateTime(timezone=True)), sa.Column("d03", sa.TIMESTAMP(True)),
        sa.Column("d04", sa.Date()), sa.Column("d05", sa.Time()), sa.Column("d06", sa.Time(timezone=True)), sa.Column("d07", sa.Interval()),
        sa.Column("d08", sa.Interval(second_precision=3)), sa.Column("d09", sa.Interval(native=False)),
        sa.Column("e01", sa.LargeBinary()), sa.Column("e02", sa.LargeBinary(100)), sa.Column("e03", sa.PickleType()),
        sa.Column("e04", sa.JSON()), sa.Column("e05", sa.Uuid()), sa.Column("e06", sa.Uuid(native_uuid=False)), sa.Column("e07", sa.UUID(as_uuid=False)),
        sa.Column("f01", sa.ARRAY(sa.String(5))), sa.Column("f02", sa.ARRAY(sa.Integer, dimensions=2)),
        sa.Column("f03", sa.PickleType(impl=sa.String(9))),
    )


def downgrade():
    pass
