"""invoice currency and due date

Revision ID: c5d2e8f90b34
Revises: 8b40de17f5a2
Create Date: 2023-05-19 11:01:27.000341

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c5d2e8f90b34'
down_revision: Union[str, Sequence[str], None] = '8b40de17f5a2'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    with op.batch_alter_table('invoice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('currency', sa.CHAR(length=3), server_default='EUR', nullable=False))
        batch_op.add_column(sa.Column('due_on', sa.Date(), nullable=True))
        batch_op.create_index('ix_invoice_unpaid', ['due_on'], unique=False, postgresql_where=sa.text("total > 0"))

    op.execute("COMMENT ON COLUMN invoice.due_on IS 'NULL: payable at once'")


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table('invoice', schema=None) as batch_op:
        batch_op.drop_index('ix_invoice_unpaid')
        batch_op.drop_column('due_on')
        batch_op.drop_column('currency')
