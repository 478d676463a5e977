"""ships have ports

Revision ID: c720
Revises: c710
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c720"
down_revision = "c710"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("port", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("town", sa.Text()))
    op.add_column("ship", sa.Column("port_id", sa.Integer(), nullable=True))
    op.create_index("ix_port_town_tmp", "port", ["town"])
    for (statement,) in op.get_bind().execute(sa.text("SELECT fixup FROM ship")).all():
        op.execute(statement)
    op.drop_index("ix_port_town_tmp", table_name="port")


def downgrade():
    pass
