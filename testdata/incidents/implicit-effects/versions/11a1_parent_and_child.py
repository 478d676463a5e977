"""create parent and child

Revision ID: 11a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "11a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "parent",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(10), unique=True),
        sa.Column("size", sa.Integer(), index=True),
        sa.Column("mood", sa.Enum("calm", "wild", name="mood"), server_default="calm"),
        sa.Column("retries", sa.Integer(), default=5),
        sa.Column("options", sa.JSON(), server_default="{}"),
        sa.Column("amount", sa.Numeric(10, 2), server_default="0"),
        sa.UniqueConstraint("size", "code"),
        sa.CheckConstraint("size > 0"),
    )
    op.create_table(
        "child",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("parent_id", sa.Integer(), sa.ForeignKey("parent.id", ondelete="CASCADE"), index=True),
    )


def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
    op.execute("DROP TYPE mood")
