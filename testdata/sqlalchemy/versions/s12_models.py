"""Declarative models and sessions.

Revision ID: s12_models
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import declarative_base, Session, sessionmaker, relationship

revision = "s12_models"
down_revision = "s11_create_all"


Base = declarative_base()

class Stamped:
    created_at = sa.Column(sa.DateTime, server_default=sa.func.now())

class User(Stamped, Base):
    __tablename__ = "m_users"
    __table_args__ = (sa.UniqueConstraint("email", name="uq_m_email"), {"comment": "people"})
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(100), nullable=False, index=True)
    posts = relationship("Post")

class Post(Base):
    __tablename__ = "m_posts"
    id = sa.Column("post_id", sa.BigInteger, primary_key=True)
    user_id = sa.Column(sa.Integer, sa.ForeignKey("m_users.id"))

def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind=bind)
    session = Session(bind=bind)
    for user in session.query(User).all():
        user.email = user.email.lower()
    session.add(User(email="x"))
    session.flush()
    session.commit()
    make = sessionmaker(bind=bind)
    other = make()
    other.execute(sa.update(User).values(email="y"))
    other.query(Post).filter(Post.user_id == 1).delete()
    other.close()
    op.add_column(User.__tablename__, sa.Column("nick", sa.String(10)))


def downgrade():
    pass
