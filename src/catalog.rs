//! What is in a database: its schema and the rows of its version tables, read from a live server, a dump, or a
//! snapshot. The same database gives the same catalog whichever way it was read.

pub mod connect;
mod dump;
mod file;
mod inspect;
mod snapshot;
mod version_table;

pub use file::{read_file, read_text};
pub use inspect::inspect;
pub use snapshot::write as write_snapshot;
pub use version_table::Wanted;

use crate::finding::Finding;
use crate::name::QualifiedName;
use crate::schema::Schema;

/// A database as it was found.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub schema: Schema,
    /// Every table that looks like Alembic's version table, in the order of their names.
    pub version_tables: Vec<VersionTable>,
    /// What reading noticed: statements of a dump that were not understood, objects that could not be read.
    pub findings: Vec<Finding>,
}

/// A table with one `version_num` column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTable {
    pub name: QualifiedName,
    /// The rows as they are, sorted; `None` where the source cannot tell (a schema-only dump).
    pub rows: Option<Vec<String>>,
    /// The length of the column's type; Alembic makes it 32.
    pub width: Option<u32>,
}
