"""create stock

Revision ID: c710
Revises: 
Create Date: 2023-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c710"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "kind",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("tablename", sa.String(40), nullable=False),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(40)),
        sa.ForeignKeyConstraint(["kind"], ["kind.name"], name="fk_item_kind_kind_name"),
    )
    op.create_table("book", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("pages", sa.Integer()))
    op.create_table(
        "item_log",
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(40)),
        sa.ForeignKeyConstraint(["id"], ["item.id"], name="fk_item_log_id_item_id"),
    )
    op.create_table(
        "book_log",
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("pages", sa.Integer()),
        sa.ForeignKeyConstraint(["revision"], ["item_log.revision"], name="fk_book_log_revision_item_log_revision"),
    )


def downgrade():
    for table in ("book_log", "book", "item_log", "item", "kind"):
        op.drop_table(table)
