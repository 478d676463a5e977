"""price in units

Revision ID: 51a2
Revises: 51a1
Create Date: 2026-03-04 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "51a2"
down_revision = "51a1"


def upgrade():
    op.alter_column(
        "product", "price", existing_type=sa.Integer(), type_=sa.Numeric(10, 2), postgresql_using="price / 100.0"
    )
    # What is there is for sale; what is new is not, until somebody says so.
    op.add_column("product", sa.Column("for_sale", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.alter_column("product", "for_sale", server_default=sa.false())
    op.add_column("product", sa.Column("origin", sa.String(10), server_default="imported", nullable=False))
    op.alter_column("product", "origin", server_default=None)
    op.execute("CREATE TABLE product_2025 AS SELECT id, price FROM product")
