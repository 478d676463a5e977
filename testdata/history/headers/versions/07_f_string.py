"""f-string"""
this = 7
revision = f"h0{this}"
down_revision = f"h{'06'}"


def upgrade():
    pass


def downgrade():
    pass
