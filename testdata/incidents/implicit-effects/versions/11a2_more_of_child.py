"""more of child

Revision ID: 11a2
Revises: 11a1
Create Date: 2023-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "11a2"
down_revision = "11a1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("child", sa.Column("email", sa.String(200), unique=True, index=True))
    op.add_column("child", sa.Column("friend_id", sa.Integer(), sa.ForeignKey("parent.id")))
    op.create_unique_constraint(None, "child", ["parent_id", "email"])
    op.rename_table("parent", "adult")
    op.alter_column("adult", "size", new_column_name="height")


def downgrade():
    pass
