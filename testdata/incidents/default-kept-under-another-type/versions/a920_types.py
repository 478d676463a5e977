"""types

Revision ID: a920
Revises: a910
Create Date: 2024-03-05 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a920"
down_revision = "a910"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column('parcel', 'sent', type_=sa.DateTime())
    op.alter_column('parcel', 'seen', type_=sa.DateTime(timezone=True))
    op.alter_column('parcel', 'weight', type_=sa.Numeric(8, 2))
    op.alter_column('parcel', 'share', type_=sa.Integer())
    op.alter_column('parcel', 'length', type_=sa.Float())
    op.execute("CREATE EXTENSION IF NOT EXISTS citext")
    op.execute("ALTER TABLE parcel ALTER label TYPE citext")


def downgrade():
    pass
