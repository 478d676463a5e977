//! Packages that put other names to SQLAlchemy or statements together, in Python that does what they do. A project's own module of that name
//! comes first.

use crate::source::Source;

/// Returns the text of a module.
#[must_use]
pub fn find(module: &str) -> Option<Source> {
    let text = match module {
        "alembic_postgresql_enum" => include_str!("packages/alembic_postgresql_enum.py"),
        "alembic_postgresql_enum.sql_commands.indexes" => "from alembic_postgresql_enum import TableIndex",
        "flask_sqlalchemy" => include_str!("packages/flask_sqlalchemy.py"),
        // What else it has is not known.
        "packaging" => {
            "from packaging.others import markers, metadata, requirements, specifiers, tags, utils, __version__"
        }
        "packaging.version" => include_str!("packages/packaging_version.py"),
        _ => return None,
    };
    Some(Source::new(format!("{module}.py"), text))
}
