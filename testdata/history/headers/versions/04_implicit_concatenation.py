"""implicit concatenation"""
revision = ("h" "04")
down_revision = "h0" '2'


def upgrade():
    pass


def downgrade():
    pass
