"""typed"""
revision: str = "h01"
down_revision: str | None = None


def upgrade():
    pass


def downgrade():
    pass
