//! Packages that only put other names to SQLAlchemy, in the Python that says which. A project's own module of that name
//! comes first.

use crate::source::Source;

/// Returns the text of a module.
#[must_use]
pub fn find(module: &str) -> Option<Source> {
    let text = match module {
        "flask_sqlalchemy" => include_str!("packages/flask_sqlalchemy.py"),
        _ => return None,
    };
    Some(Source::new(format!("{module}.py"), text))
}
