"""What becomes a serial, and what does not.

Revision ID: s07_keys
"""
import sqlalchemy as sa
from alembic import op

revision = "s07_keys"
down_revision = "s06_columns"


def upgrade():
    op.create_table("k01", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("k02", sa.Column("id", sa.BigInteger, primary_key=True))
    op.create_table("k03", sa.Column("id", sa.SmallInteger, primary_key=True))
    op.create_table("k04", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False))
    op.create_table("k05", sa.Column("a", sa.Integer, primary_key=True), sa.Column("b", sa.Integer, primary_key=True))
    op.create_table("k06", sa.Column("a", sa.Integer, primary_key=True), sa.Column("b", sa.Integer, primary_key=True, autoincrement=True))
    op.create_table("k07", sa.Column("id", sa.Integer, primary_key=True, default=1))
    op.create_table("k08", sa.Column("id", sa.Integer, primary_key=True, server_default="1"))
    op.create_table("k09", sa.Column("id", sa.Integer, sa.ForeignKey("k01.id"), primary_key=True))
    op.create_table("k10", sa.Column("id", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("id"), sa.ForeignKeyConstraint(["id"], ["k01.id"]))
    op.create_table("k11", sa.Column("id", sa.Integer, sa.Identity(), primary_key=True))
    op.create_table("k12", sa.Column("id", sa.Integer, sa.Sequence("k12_seq", optional=True), primary_key=True))
    op.create_table("k13", sa.Column("id", sa.String(36), primary_key=True))
    op.create_table("k14", sa.Column("id", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("id", name=op.f("pk_k14")))
    op.create_table("k15", sa.Column("id", sa.Integer), sa.Column("x", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("x", "id"))
    op.create_table("k16", sa.Column("id", sa.Numeric(10, 0), primary_key=True))
    op.create_table("k17", sa.Column("id", sa.Integer), sa.Column("name", sa.Text))


def downgrade():
    pass
