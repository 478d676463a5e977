"""named constant"""
THIS = "h06"
BEFORE = "h05"
revision = THIS
down_revision = BEFORE


def upgrade():
    pass


def downgrade():
    pass
