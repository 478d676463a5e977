"""create patient and visit

Revision ID: 57a1
Revises: 
Create Date: 2023-01-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "57a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("patient", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("patient_id", sa.Integer(), sa.ForeignKey("patient.id")))


def downgrade():
    pass
