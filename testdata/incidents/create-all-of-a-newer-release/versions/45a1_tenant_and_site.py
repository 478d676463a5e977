"""create tenant and site

Revision ID: 45a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "45a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "tenant",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("plan", sa.String(20), nullable=False, server_default="free"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="site_tenant_fk"),
        sa.UniqueConstraint("host", name="site_host_key"),
    )
    op.bulk_insert(sa.table("tenant", sa.column("plan")), [{"plan": "house"}])
    op.execute("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    op.execute("CREATE TRIGGER site_touch BEFORE UPDATE ON site FOR EACH ROW EXECUTE FUNCTION touch()")


def downgrade():
    pass
