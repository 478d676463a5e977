"""countries"""
import sqlalchemy as sa
from alembic import op
revision = "d1"
down_revision = None


def upgrade():
    op.create_table(
        "country",
        sa.Column("code", sa.String(2), primary_key=True),
        sa.Column("name", sa.String(80)),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()")),
    )
    op.create_table("note", sa.Column("text", sa.String(80)))
