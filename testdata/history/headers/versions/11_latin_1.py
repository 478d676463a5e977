# -*- coding: latin-1 -*-
"""größe"""
revision = "h11"
down_revision = "h10"


def upgrade():
    pass


def downgrade():
    pass
