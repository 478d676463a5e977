"""Types of the project: decorators, user-defined types, compiled ones.

Revision ID: s04_types_project
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.dialects.postgresql import UUID, JSONB
from sqlalchemy.types import TypeDecorator, UserDefinedType, CHAR, String, Text

revision = "s04_types_project"
down_revision = "s03_types_variants"


class Json(TypeDecorator):
    impl = Text
    cache_ok = True
    def process_bind_param(self, value, dialect):
        return value

class Short(TypeDecorator):
    impl = String(11)

class Sized(TypeDecorator):
    impl = String

class Guid(TypeDecorator):
    impl = CHAR
    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(CHAR(32))

class Doc(TypeDecorator):
    impl = sa.JSON
    def __init__(self, binary=False, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.binary = binary
    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(JSONB() if self.binary else sa.JSON())

class Point(UserDefinedType):
    def get_col_spec(self, **kw):
        return "POINT"

class Fixed(UserDefinedType):
    def __init__(self, size):
        self.size = size
    def get_col_spec(self, **kw):
        return "CHAR(%d)" % self.size

class Name(String):
    pass

class Precise(sa.TIMESTAMP):
    pass

@compiles(Precise, "postgresql")
def precise(element, compiler, **kw):
    return "TIMESTAMP(6) WITH TIME ZONE"

class BigId(sa.BigInteger):
    pass

class Serial(TypeDecorator):
    impl = sa.BigInteger

def upgrade():
    op.create_table(
        "types_project",
        sa.Column("id", Serial, primary_key=True),
        sa.Column("a", Json), sa.Column("b", Json()), sa.Column("c", Short()), sa.Column("d", Sized(33)), sa.Column("e", Sized(length=34)),
        sa.Column("f", Guid()), sa.Column("g", Doc()), sa.Column("h", Doc(binary=True)), sa.Column("i", Point), sa.Column("j", Fixed(8)),
        sa.Column("k", Name(17)), sa.Column("l", Precise()), sa.Column("m", sa.ARRAY(Guid)), sa.Column("n", BigId),
    )
    op.create_table("types_project_two", sa.Column("id", BigId(), primary_key=True))


def downgrade():
    pass
