"""no labels no depth

Revision ID: ab30
Revises: ab20
Create Date: 2024-03-06 10:00:00

"""
from alembic import op
import sqlalchemy as sa
from parcel_names import GONE, OLD_STATES, STATES, WEIGHT

# revision identifiers, used by Alembic.
revision = "ab30"
down_revision = "ab20"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        DO $$ BEGIN
            IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'depot' AND column_name = 'label') THEN
                ALTER TABLE depot DROP COLUMN label;
            END IF;
        END $$
    """)
    for name in GONE:
        op.drop_column("depot", name)


def downgrade():
    pass
