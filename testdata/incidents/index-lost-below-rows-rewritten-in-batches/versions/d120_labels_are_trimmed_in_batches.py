"""labels are trimmed in batches

Revision ID: d120
Revises: d110
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "d120"
down_revision = "d110"
branch_labels = None
depends_on = None


def upgrade():
    connection = op.get_bind()
    offset = 0
    while True:
        rows = connection.execute(sa.text(f"SELECT id, label FROM parcel ORDER BY id LIMIT 500 OFFSET {offset}")).fetchall()
        if not rows:
            break
        for number, label in rows:
            connection.execute(
                sa.text("UPDATE parcel SET label = :label WHERE id = :id"), {"label": label.strip(), "id": number}
            )
        offset += 500


def downgrade():
    pass
