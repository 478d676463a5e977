"""Types in the wrappers of `sqlalchemy.ext.mutable`, and type classes with parameters.

Revision ID: s21_wrapped_types
"""
import typing
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext import mutable
from sqlalchemy.ext.mutable import Mutable, MutableDict, MutableList, MutableSet
from sqlalchemy.types import TypeDecorator, UserDefinedType

revision = "s21_wrapped_types"
down_revision = "s20_reflected"


class Encoded(TypeDecorator[dict]):
    impl = sa.VARCHAR


class Identifier(TypeDecorator[typing.Union[uuid.UUID, str]]):
    impl = sa.CHAR

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(postgresql.UUID())


class Money(UserDefinedType[int]):
    def get_col_spec(self, **kw):
        return "money"


class Own(MutableDict):
    pass


class Further(Own):
    @classmethod
    def coerce(cls, key, value):
        return super().coerce(key, value)


def upgrade():
    op.create_table(
        "v_mutable",
        sa.Column("a", MutableDict.as_mutable(sa.JSON)),
        sa.Column("b", MutableDict.as_mutable(sa.JSON())),
        sa.Column("c", MutableDict.as_mutable(postgresql.HSTORE if False else postgresql.JSONB(none_as_null=True))),
        sa.Column("d", MutableList.as_mutable(postgresql.ARRAY(sa.Integer)), nullable=False, server_default="{}"),
        sa.Column("e", MutableSet.as_mutable(sqltype=sa.PickleType())),
        sa.Column("f", Mutable.as_mutable(sa.Text)),
        sa.Column("g", mutable.MutableDict.as_mutable(Encoded(30))),
        sa.Column("h", Own.as_mutable(Encoded)),
        sa.Column("i", Further.as_mutable(sa.Enum("x", "y", name="v_letters"))),
    )
    op.create_table(
        "v_parameters",
        sa.Column("a", Encoded(12)),
        sa.Column("b", Identifier),
        sa.Column("c", Money),
        sa.Column("d", postgresql.ARRAY[str](sa.Text) if False else postgresql.ARRAY(sa.Text)),
    )
    op.add_column("v_parameters", sa.Column("e", MutableDict.as_mutable(Encoded(None))))
    op.alter_column("v_parameters", "a", type_=MutableDict.as_mutable(Encoded(20)))


def downgrade():
    pass
