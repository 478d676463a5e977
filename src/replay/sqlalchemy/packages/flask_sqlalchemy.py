"""Flask-SQLAlchemy, as far as version files use it: the extension has the names of SQLAlchemy (`SQLAlchemy.__getattr__`,
extension.py, 3.1). What it makes itself, sessions, models and their tables, is not known."""

import sqlalchemy as sa
import sqlalchemy.orm as sa_orm
import flask_sqlalchemy.extension as _own

OWN = {
    "Model",
    "Query",
    "Table",
    "app",
    "create_all",
    "create_scoped_session",
    "create_session",
    "drop_all",
    "dynamic_loader",
    "engine",
    "engines",
    "first_or_404",
    "get_app",
    "get_binds",
    "get_engine",
    "get_or_404",
    "init_app",
    "make_connector",
    "make_declarative_base",
    "metadata",
    "metadatas",
    "one_or_404",
    "paginate",
    "reflect",
    "relation",
    "relationship",
    "session",
}


class SQLAlchemy:
    def __init__(self, app=None, *arguments, metadata=None, model_class=None, **options):
        self._own = _own
        # Only its naming convention is known: the tables are those of models.
        if metadata is None:
            metadata = getattr(model_class, "metadata", None)
        self._metadata = sa.MetaData() if metadata is None and not arguments else metadata

    def __getattr__(self, name):
        if name not in OWN:
            for module in (sa, sa_orm):
                if hasattr(module, name):
                    return getattr(module, name)
        return getattr(self._own, name)
