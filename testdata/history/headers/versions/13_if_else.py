"""if and else"""
import sys

if sys.version_info >= (3,):
    down_revision = "h12"
else:
    down_revision = "h11"
revision = "h13"


def upgrade():
    pass


def downgrade():
    pass
