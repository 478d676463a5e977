//! A column of a table.

use crate::name::Name;
use crate::schema::{DataType, Expression};

/// A column as `pg_attribute` and `pg_attrdef` describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: Name,
    pub data_type: DataType,
    pub not_null: bool,
    pub default: Option<Expression>,
    pub identity: Option<Identity>,
    /// The expression of `GENERATED ALWAYS AS (…) STORED`.
    pub generated: Option<Expression>,
    /// A collation other than the type's own.
    pub collation: Option<Name>,
    pub comment: Option<String>,
    /// Came from a parent by inheritance or partitioning and is not declared on the table itself.
    pub inherited: bool,
}

/// `GENERATED … AS IDENTITY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Always,
    ByDefault,
}

impl Column {
    /// Returns a nullable column without default.
    #[must_use]
    pub fn new(name: Name, data_type: DataType) -> Self {
        Self {
            name,
            data_type,
            not_null: false,
            default: None,
            identity: None,
            generated: None,
            collation: None,
            comment: None,
            inherited: false,
        }
    }
}

impl Identity {
    /// Returns the SQL words, and the attribute's value in a difference.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::ByDefault => "by default",
        }
    }
}
