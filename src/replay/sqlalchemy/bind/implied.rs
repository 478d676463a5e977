//! Objects that may come with a column without being said: a serial's sequence, a spatial index.

use crate::name::{Name, QualifiedName};
use crate::replay::sqlalchemy::column::Column;
use crate::schema::{ObjectId, Touched, Unknown};

/// Returns what is touched where a column of a new table may be a serial: its sequence.
#[must_use]
pub fn sequence_of(table: &QualifiedName, column: &Name) -> Touched {
    let name = format!("{}_{column}_seq", table.name);
    // A longer name is cut in its parts; all of the table stands for it then.
    if name.len() > 63 {
        return Touched::Table(table.clone());
    }
    Touched::Object(ObjectId::Sequence(table.sibling(Name::verbatim(&name))))
}

/// Returns the indexes that GeoAlchemy2 makes by itself with these columns, depending on its version and on `env.py`.
#[must_use]
pub fn spatial_indexes(table: &QualifiedName, columns: &[Column]) -> Vec<(Touched, Unknown)> {
    let spatial = columns.iter().filter(|column| column.data_type.has_spatial_index());
    let index = |column: &Column| {
        let name = Name::verbatim(&format!("idx_{}_{}", table.name, column.name()));
        let unknown = Unknown::new("whether GeoAlchemy2 makes this index by itself is not known", None);
        (Touched::Object(ObjectId::Index(table.sibling(name))), unknown)
    };
    spatial.map(index).collect()
}
