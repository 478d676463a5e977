"""Guards by queries on the catalog.

Revision ID: s14_catalog_guards
"""
import sqlalchemy as sa
from alembic import op

revision = "s14_catalog_guards"
down_revision = "s13_inspector"


def exists(bind, table):
    query = sa.text("SELECT EXISTS (SELECT FROM information_schema.tables WHERE table_schema = 'public' AND table_name = :t)")
    return bind.execute(query, {"t": table}).scalar()

def upgrade():
    bind = op.get_bind()
    op.create_table("guarded", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(30)))
    add = lambda name: op.add_column("guarded", sa.Column(name, sa.Integer))
    if exists(bind, "guarded") if False else bind.execute(sa.text("SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = :t)"), {"t": "guarded"}).scalar():
        add("g01")
    found = bind.execute(sa.text("SELECT column_name FROM information_schema.columns WHERE table_name = 'guarded' AND table_schema = current_schema()")).fetchall()
    if "name" in [row[0] for row in found] and ("id",) in [tuple(r) for r in found]:
        add("g02")
    if bind.execute(sa.text("SELECT to_regclass('public.guarded')")).scalar() is not None:
        add("g03")
    if bind.execute(sa.text("SELECT 1 FROM pg_type WHERE typname = 'no_such_type'")).fetchone() is None:
        add("g04")
    if bind.exec_driver_sql("SELECT count(*) FROM pg_indexes WHERE indexname = 'guarded_pkey'").scalar() == 1:
        add("g05")
    if bind.scalar(sa.text("SELECT data_type FROM information_schema.columns WHERE table_name='guarded' AND column_name='name'")) == "character varying":
        add("g06")
    rows = bind.execute(sa.text("SELECT conname FROM pg_constraint WHERE conrelid = 'guarded'::regclass AND contype = 'p'"))
    for row in rows:
        op.drop_constraint(row.conname, "guarded", type_="primary")
    if not bind.execute(sa.text("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")).first():
        add("g07")
    op.execute("""
    DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'guard_enum') THEN
            CREATE TYPE guard_enum AS ENUM ('a', 'b');
        END IF;
    END $$;
    """)


def downgrade():
    pass
