"""entry

Revision ID: a2
Revises: a1
Create Date: 2023-04-01 09:00:00

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = "a2"
down_revision = "a1"
branch_labels = None
depends_on = None


def upgrade():
    # The report's own names are written in full; the path goes back to the role's.
    op.execute("SET search_path TO public")
    op.execute("CREATE TABLE rate (code char(3) PRIMARY KEY, value numeric(12, 6) NOT NULL)")
    op.execute("RESET search_path")
    op.execute(
        "CREATE TABLE entry (id serial PRIMARY KEY, ledger_id integer NOT NULL REFERENCES ledger (id),"
        " kind entry_kind NOT NULL, rate char(3) REFERENCES rate (code))"
    )


def downgrade():
    op.execute("DROP TABLE entry")
    op.execute("DROP TABLE public.rate")
