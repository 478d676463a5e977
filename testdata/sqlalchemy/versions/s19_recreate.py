"""Batch mode that copies the table"""
import sqlalchemy as sa
from alembic import op

revision = "s19_recreate"
down_revision = "s18_inspector_keeps"


def upgrade():
    op.create_table("rc_owner", sa.Column("id", sa.Uuid(), primary_key=True))
    op.create_table(
        "rc_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("note", sa.String(40), server_default="none"),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.ForeignKeyConstraint(["owner_id"], ["rc_owner.id"], name="rc_file_owner", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="rc_file_pk"),
        sa.UniqueConstraint("name", name="rc_file_name"),
    )
    op.create_index("ix_rc_file_size", "rc_file", ["size"])
    op.create_index("ix_rc_file_note", "rc_file", ["note", "owner_id"], unique=True)
    with op.batch_alter_table("rc_file", recreate="always") as batch:
        batch.drop_constraint("rc_file_name", type_="unique")
        batch.create_unique_constraint("rc_file_owner_name", ["owner_id", "name"])
        batch.create_index("ix_rc_file_made_at", ["made_at"])
        batch.drop_index("ix_rc_file_size")
        batch.alter_column("note", nullable=False, existing_type=sa.String(40), server_default=None)
