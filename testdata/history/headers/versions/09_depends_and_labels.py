"""depends_on and labels"""
revision = "h09"
down_revision = None
branch_labels = ("side", "aside")
depends_on = ["h08", "h01"]


def upgrade():
    pass


def downgrade():
    pass
