//! What the live tests share: a throw-away PostgreSQL and the real Alembic. Not a place for assertions.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod alembic;
pub mod expectation;
pub mod histories;
pub mod postgres;
pub mod rust_source;

use std::path::{Path, PathBuf};

/// Returns the Python that has the real Alembic, SQLAlchemy, psycopg2 and PyYAML.
pub fn oracle_python() -> PathBuf {
    let python =
        std::env::var_os("LIMBECK_ORACLE_PYTHON").map_or_else(|| in_tests(".oracle/bin/python"), PathBuf::from);
    assert!(python.exists(), "{} is not there: run `tests/run`, which installs Alembic into it", python.display());
    python
}

/// Returns a path inside `tests/`.
pub fn in_tests(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}
