"""cargo

Revision ID: f710
Revises: 
Create Date: 2024-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "f710"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    metadata = sa.MetaData()
    sa.Table("person", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("cargo", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("owner", sa.ForeignKey("person.id")))
    metadata.create_all(op.get_bind())


def downgrade():
    pass
