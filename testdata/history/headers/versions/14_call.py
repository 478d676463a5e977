"""call"""


def after(number):
    return "h%02d" % (number - 1)


revision = "h14"
down_revision = after(14)


def upgrade():
    pass


def downgrade():
    pass
