"""logs are json

Revision ID: c820
Revises: c810
Create Date: 2024-02-09 10:00:00

"""
from alembic import op
import sqlalchemy as sa
import json
import pickle

# revision identifiers, used by Alembic.
revision = "c820"
down_revision = "c810"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("ship", sa.Column("log_json", sa.dialects.postgresql.JSONB(), nullable=True))
    done = 0
    while True:
        rows = op.get_bind().execute(sa.text(f"SELECT id, log FROM ship ORDER BY id LIMIT 1000 OFFSET {done}")).all()
        if not rows:
            break
        for number, log in rows:
            text = json.dumps(pickle.loads(log))
            op.get_bind().execute(sa.text("UPDATE ship SET log_json = :log WHERE id = :id"), {"log": text, "id": number})
        done += 1000
    op.drop_column("ship", "log")
    op.alter_column("ship", "log_json", new_column_name="log")


def downgrade():
    pass
