"""byte order mark and CRLF"""
revision = "h12"
down_revision = "h11"


def upgrade():
    pass


def downgrade():
    pass
