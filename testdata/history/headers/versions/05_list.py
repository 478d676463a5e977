"""list"""
revision = "h05"
down_revision = ["h04"]


def upgrade():
    pass


def downgrade():
    pass
