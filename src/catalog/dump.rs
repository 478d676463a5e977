//! A dump, or any script of DDL, as a [`Catalog`]. What each statement means is in `sql`.

use super::{Catalog, Wanted, version_table};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::source::Source;

/// Reads a script.
///
/// # Errors
/// Nothing in it makes anything.
pub(super) fn read(source: &Source, wanted: &Wanted) -> Result<Catalog> {
    let _ = (version_table::find, wanted, Catalog::default());
    Err(Error::new(Code::NOT_A_SNAPSHOT, format!("`{}` cannot be read yet", source.path().display()), "wait"))
}
