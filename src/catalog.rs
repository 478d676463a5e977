//! What is in a database: its schema and the rows of its version tables, read from a live server, a dump, or a
//! snapshot. The same database gives the same catalog whichever way it was read.

pub mod connect;
mod dump;
mod file;
mod inspect;
pub mod probe;
mod search_path;
mod snapshot;
mod tenants;
mod version_table;

pub use file::{read_file, read_text};
pub use inspect::inspect;
pub use search_path::Placed;
pub use snapshot::write as write_snapshot;
pub use tenants::{State, Tenants};
pub use version_table::Wanted;

use crate::finding::Finding;
use crate::name::QualifiedName;
use crate::schema::{Key, ObjectId, Schema, Stored};

/// A database as it was found.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub schema: Schema,
    /// Every table that looks like Alembic's version table, in the order of their names.
    pub version_tables: Vec<VersionTable>,
    /// What reading noticed: statements of a dump that were not understood, objects that could not be read.
    pub findings: Vec<Finding>,
}

impl Catalog {
    /// Returns the catalog without the objects for which `ignore` holds.
    #[must_use]
    pub fn without(mut self, ignore: &dyn Fn(&ObjectId) -> bool) -> Self {
        let ignored = |(key, stored): (&Key, &Stored)| ignore(&stored.id()).then(|| key.clone());
        let keys: Vec<Key> = self.schema.objects().filter_map(ignored).collect();
        for key in keys {
            self.schema.put(key, None);
        }
        self.version_tables.retain(|table| !ignore(&ObjectId::Table(table.name.clone())));
        self
    }
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
