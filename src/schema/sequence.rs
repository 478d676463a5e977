//! A sequence.

use crate::name::{Name, QualifiedName};
use crate::schema::DataType;

/// A sequence as `pg_sequence` describes it, every value filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    pub name: QualifiedName,
    pub data_type: DataType,
    pub start: i64,
    pub increment: i64,
    pub minimum: i64,
    pub maximum: i64,
    pub cache: i64,
    pub cycle: bool,
    /// The column it goes with (`OWNED BY`).
    pub owned_by: Option<(QualifiedName, Name)>,
    /// Made by `GENERATED … AS IDENTITY`: an implementation detail of the column, never compared by itself.
    pub identity: bool,
    pub comment: Option<String>,
}

impl Sequence {
    /// Returns an ascending sequence with PostgreSQL's defaults for `data_type` (`smallint`, `integer`, `bigint`).
    #[must_use]
    pub fn new(name: QualifiedName, data_type: DataType) -> Self {
        let maximum = if data_type.is_builtin("smallint") {
            i64::from(i16::MAX)
        } else if data_type.is_builtin("integer") {
            i64::from(i32::MAX)
        } else {
            i64::MAX
        };
        Self {
            name,
            data_type,
            start: 1,
            increment: 1,
            minimum: 1,
            maximum,
            cache: 1,
            cycle: false,
            owned_by: None,
            identity: false,
            comment: None,
        }
    }
}
