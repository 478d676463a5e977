"""with_variant, and types of other dialects that PostgreSQL's compiler knows.

Revision ID: s03_types_variants
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, sqlite

revision = "s03_types_variants"
down_revision = "s02_types_postgresql"


def upgrade():
    op.create_table(
        "types_variants",
        sa.Column("a", sa.String(20).with_variant(sa.Text(), "postgresql")),
        sa.Column("b", sa.Text().with_variant(mysql.LONGTEXT(), "mysql")),
        sa.Column("c", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("d", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")),
        sa.Column("e", mysql.VARCHAR(30)), sa.Column("f", mysql.TIMESTAMP(fsp=6)), sa.Column("g", mysql.INTEGER(display_width=11)),
        sa.Column("h", sqlite.DATETIME()), sa.Column("i", mysql.DECIMAL(6, 2)), sa.Column("j", mysql.FLOAT(precision=10)),
    )


def downgrade():
    pass
