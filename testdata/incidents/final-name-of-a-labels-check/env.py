from alembic import context
from sqlalchemy import MetaData

target_metadata = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
