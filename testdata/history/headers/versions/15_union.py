"""union"""
from typing import Sequence, Union

revision: str = "h15"
down_revision: Union[str, Sequence[str], None] = "h14"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade():
    pass


def downgrade():
    pass
