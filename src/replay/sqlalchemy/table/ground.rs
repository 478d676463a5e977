//! What the names in expressions on a table mean: its columns, with or without the table's name before them.

use crate::name::{Name, QualifiedName};
use crate::replay::sqlalchemy::column::{Column, resolved};
use crate::replay::sqlalchemy::table::Table;
use crate::schema::DataType;
use crate::sql::Context;

/// The columns of a table as expressions see them.
pub struct Ground {
    table: QualifiedName,
    /// None where some column's type is not known.
    columns: Option<Vec<(Name, DataType)>>,
}

impl Table {
    /// Returns what expressions on it refer to.
    #[must_use]
    pub fn ground(&self) -> Ground {
        let typed = |column: &Column| {
            let compiled = column.data_type.compile(self.schema.as_deref()).ok()?;
            Some((Name::verbatim(column.name()), resolved(&compiled.data_type)?))
        };
        let columns: Option<Vec<_>> = self.columns.iter().map(typed).collect();
        let schema = self.schema.as_deref().map_or_else(Name::public, Name::verbatim);
        let table = QualifiedName::new(schema, Name::verbatim(&self.name));
        Ground { table, columns: columns.filter(|own| !own.is_empty()) }
    }
}

impl Ground {
    /// Returns the context of an expression.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context { columns: self.columns.as_deref(), table: Some(&self.table), ..Context::default() }
    }
}
