"""Guards by the inspector.

Revision ID: s13_inspector
"""
import sqlalchemy as sa
from alembic import op

revision = "s13_inspector"
down_revision = "s12_models"


def upgrade():
    bind = op.get_bind()
    op.create_table("i_parents", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "inspected", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(30), nullable=False, server_default="n"),
        sa.Column("p", sa.Integer, sa.ForeignKey("i_parents.id", ondelete="CASCADE", name="fk_p")), sa.UniqueConstraint("name", name="uq_name"), sa.Index("ix_p", "p"),
    )
    inspector = sa.inspect(bind)
    tables = inspector.get_table_names()
    if "inspected" in tables and not inspector.has_table("nothing"):
        op.add_column("inspected", sa.Column("i01", sa.Integer))
    columns = {c["name"]: c for c in inspector.get_columns("inspected")}
    if columns["name"]["nullable"] is False and isinstance(columns["name"]["type"], sa.VARCHAR) and columns["name"]["type"].length == 30:
        op.add_column("inspected", sa.Column("i02", sa.Integer))
    if inspector.get_pk_constraint("inspected")["constrained_columns"] == ["id"]:
        op.add_column("inspected", sa.Column("i03", sa.Integer))
    for fk in inspector.get_foreign_keys("inspected"):
        if fk["referred_table"] == "i_parents" and fk["constrained_columns"] == ["p"] and fk["options"].get("ondelete") == "CASCADE":
            op.drop_constraint(fk["name"], "inspected", type_="foreignkey")
    if any(u["name"] == "uq_name" for u in inspector.get_unique_constraints("inspected")):
        op.add_column("inspected", sa.Column("i04", sa.Integer))
    names = [i["name"] for i in inspector.get_indexes("inspected")]
    if "ix_p" in names and "uq_name" in names:
        op.drop_index("ix_p", table_name="inspected")
    try:
        inspector.get_columns("missing_table")
    except sa.exc.NoSuchTableError:
        op.add_column("inspected", sa.Column("i05", sa.Integer))
    if bind.dialect.has_table(bind, "inspected") and bind.engine.name == "postgresql":
        op.add_column("inspected", sa.Column("i06", sa.Integer))
    from sqlalchemy.engine.reflection import Inspector
    if "public" in Inspector.from_engine(bind).get_schema_names():
        op.add_column("inspected", sa.Column("i07", sa.Integer))


def downgrade():
    pass
