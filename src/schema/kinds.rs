//! The words for the kinds of objects, as facts and reports have them.

use crate::schema::{Persistence, RowSecurity, Table, TypeKind, ViewKind};

impl ViewKind {
    /// Returns the SQL words of the kind, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "view",
            Self::Materialized => "materialized view",
        }
    }
}

impl RowSecurity {
    /// Returns the attribute's value in a fact.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::Forced => "forced",
            Self::ForcedOnly => "forced but disabled",
        }
    }
}

impl Table {
    /// Returns the words for the kind of table.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.persistence {
            _ if self.server.is_some() => "foreign table",
            _ if self.partition_by.is_some() => "partitioned table",
            Persistence::Permanent => "table",
            Persistence::Unlogged => "unlogged table",
            Persistence::Temporary => "temporary table",
        }
    }
}

impl TypeKind {
    /// Returns the word for the kind of type.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Enum { .. } => "enum",
            Self::Domain { .. } => "domain",
            Self::Composite { .. } => "composite type",
            Self::Range { .. } => "range type",
            Self::Base => "base type",
        }
    }
}
