"""parenthesised"""
revision = ("h03")
down_revision = (("h01"))


def upgrade():
    pass


def downgrade():
    pass
