//! The text of DDL as SQLAlchemy's compiler writes it for PostgreSQL (`PGDDLCompiler`, `PGTypeCompiler`,
//! `PGIdentifierPreparer`, SQLAlchemy 2.1; `ddl/base.py`, `ddl/postgresql.py`, Alembic 1.20.1). What a statement does is for
//! the definitions; its text is what is sent and shown. What is not known stands in it as `/* unknown */`.

mod alter;
mod column;
mod constraint;
mod identifier;
mod index;
mod sequence;
mod table;
mod types;

pub use alter::{Addition, add_column, comment, drop};
pub use column::{column, computed, server_default};
pub use constraint::constraint;
pub use identifier::{identifier, relation};
pub use index::create_index;
pub use sequence::{change_identity, create_sequence, identity};
pub use table::{comes_later, create_enum, create_table, table_option};
pub use types::type_text;

use crate::operation::{IndexDefinition, Operation};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::index::Index;

/// A statement: what it does, and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Ddl {
    pub operation: Operation,
    pub sql: String,
    /// Whether it makes an index that was given no name.
    pub is_unnamed_index: bool,
}

impl Ddl {
    /// Returns a statement whose text has nothing of SQLAlchemy's own.
    #[must_use]
    pub fn plain(operation: Operation) -> Self {
        let sql = crate::sql::render::operation(&operation);
        Self { operation, sql, is_unnamed_index: false }
    }

    /// Returns a statement with its text.
    #[must_use]
    pub fn new(operation: Operation, sql: String) -> Self {
        Self { operation, sql, is_unnamed_index: false }
    }

    /// Returns the statement that makes an index.
    #[must_use]
    pub fn index(index: &Index, definition: IndexDefinition, sql: String) -> Self {
        Self { is_unnamed_index: index.name.text().is_none(), ..Self::new(Operation::CreateIndex(definition), sql) }
    }
}

/// Returns a text; what cannot be told of it is marked. Exceptions are for who makes the definition.
fn known(text: Result<String, Failure>) -> String {
    text.unwrap_or_else(|_| crate::schema::UNKNOWN.to_string())
}

fn identifiers<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(identifier).collect::<Vec<_>>().join(", ")
}
