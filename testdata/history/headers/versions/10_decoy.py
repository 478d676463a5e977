"""decoy

revision = "wrong"
down_revision = "wrong"
"""
# revision = "wrong"
revision = "h10"
down_revision = "h08"


def upgrade():
    pass


def downgrade():
    pass
