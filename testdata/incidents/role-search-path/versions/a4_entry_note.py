"""entry note

Revision ID: a4
Revises: a3
Create Date: 2023-06-01 09:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a4"
down_revision = "a3"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("memo", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("text", sa.Text()))
    op.add_column("entry", sa.Column("memo_id", sa.Integer(), sa.ForeignKey("memo.id")))


def downgrade():
    op.drop_column("entry", "memo_id")
    op.drop_table("memo")
