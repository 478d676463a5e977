"""Enum types: created with tables, by themselves, not at all.

Revision ID: s05_enums
"""
import sqlalchemy as sa
from alembic import op
import enum
from sqlalchemy.dialects import postgresql as pg

revision = "s05_enums"
down_revision = "s04_types_project"


class Color(enum.Enum):
    RED = "red"
    GREEN = "green"
    CRIMSON = "red"

class Level(str, enum.Enum):
    LOW = "low"
    HIGH = "high"

def upgrade():
    op.create_table(
        "enums",
        sa.Column("a", sa.Enum("x", "y", name="letters"), nullable=False, server_default="x"),
        sa.Column("b", sa.Enum(Color)),
        sa.Column("c", sa.Enum(Color, name="color_values", values_callable=lambda e: [m.value for m in e])),
        sa.Column("d", sa.Enum(Level, native_enum=False)),
        sa.Column("e", sa.Enum("one", "three", native_enum=False, create_constraint=True, name="numbers")),
        sa.Column("f", sa.Enum("one", "three", native_enum=False, length=20)),
        sa.Column("g", sa.ARRAY(sa.Enum("p", "q", name="in_array"))),
        sa.Column("h", sa.Enum("x", "y", name="letters")),
    )
    mood = pg.ENUM("sad", "ok", name="mood", create_type=False)
    mood.create(op.get_bind(), checkfirst=True)
    mood.create(op.get_bind(), checkfirst=True)
    op.create_table("enums_two", sa.Column("a", mood, server_default=sa.text("'ok'")), sa.Column("b", pg.ENUM(name="letters", create_type=False)))
    old = sa.Enum("gone", name="gone_type")
    old.create(op.get_bind())
    old.drop(op.get_bind())
    sa.Enum(name="never_there").drop(op.get_bind(), checkfirst=True)


def downgrade():
    pass
