"""merge over several lines"""
revision = "h02"
down_revision = (
    "h01",
    # the other side
    "h03",
)


def upgrade():
    pass


def downgrade():
    pass
