"""Column arguments.

Revision ID: s06_columns
"""
import sqlalchemy as sa
from alembic import op

revision = "s06_columns"
down_revision = "s05_enums"


def upgrade():
    op.execute("CREATE SEQUENCE given_seq")
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "columns",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("a", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE", name="fk_given"), index=True),
        sa.Column("b", sa.Integer, sa.ForeignKey("parents.id", onupdate="SET NULL", deferrable=True, initially="DEFERRED")),
        sa.Column("c", sa.String(10), unique=True),
        sa.Column("d", sa.String(10), unique=True, index=True),
        sa.Column("e", sa.Integer, sa.CheckConstraint("e > 0"), default=5),
        sa.Column("f", sa.Integer, sa.CheckConstraint("f > 0", name="f_positive"), server_default="7"),
        sa.Column("g", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.Column("h", sa.Boolean, server_default=sa.text("TRUE"), nullable=False),
        sa.Column("i", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Column("j", sa.DateTime, server_default=sa.func.current_timestamp()),
        sa.Column("k", sa.String, server_default="it's", comment="a 'comment'"),
        sa.Column("l", sa.Integer, server_default=sa.literal(3)),
        sa.Column("m", sa.JSON, server_default=sa.text("'{}'::json")),
        sa.Column("n", sa.Integer, server_default=sa.Sequence("given_seq").next_value()),
        sa.Column("o", sa.Integer, sa.Computed("e + 1", persisted=True)),
        sa.Column("p", sa.Integer, sa.Identity(always=True, start=5, increment=2)),
        sa.Column("q", sa.String(3), key="other_key", info={"x": 1}),
        sa.Column("r", sa.Integer, server_default=sa.FetchedValue()),
        sa.Column("s", sa.Numeric(5, 2), server_default=sa.text("0")),
        sa.Column("t", sa.ARRAY(sa.String), server_default="{}"),
        sa.Column("Mixed Case", sa.Integer, index=True),
        sa.PrimaryKeyConstraint("id"),
        comment="the table's",
    )


def downgrade():
    pass
