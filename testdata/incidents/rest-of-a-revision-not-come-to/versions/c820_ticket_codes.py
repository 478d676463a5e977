"""ticket codes

Revision ID: c820
Revises: c810
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "c820"
down_revision = "c810"
branch_labels = None
depends_on = None


def upgrade():
    codes = []
    op.add_column("ticket", sa.Column("code", sa.Integer(), nullable=True))
    number = 0
    while number < 10_000_000:
        number += 1
        if sum(map(int, str(number))) % 10 == 0:
            codes.append(number)
    op.add_column("ticket", sa.Column("series", sa.Integer(), nullable=True))
    op.create_index("ix_ticket_series", "ticket", ["series"])


def downgrade():
    pass
