"""tuple assignment"""
revision, down_revision = "h08", "h07"


def upgrade():
    pass


def downgrade():
    pass
