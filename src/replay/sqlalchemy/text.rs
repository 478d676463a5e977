//! The way to `sql` for the texts that SQLAlchemy renders: types, expressions, index keys, exclusion constraints.

use crate::operation::{AlterTable, ConstraintDefinitionKind, Operation, RelationRef};
use crate::replay::sqlalchemy::compiler::relation;
use crate::replay::sqlalchemy::failure::Failure;
use crate::schema::{Expression, IndexKey, Unknown};
use crate::sql::{Context, Statement, Surroundings};

/// Returns the canonical expression of a text, unknown where the text is.
///
/// # Errors
/// The exception that rendering the text raises.
pub fn expression(text: Result<String, Failure>, context: &Context<'_>) -> Result<Expression, Failure> {
    match text {
        Ok(text) => Ok(crate::sql::expression(&text, context)),
        Err(Failure::Unknown(unknown)) => Ok(Expression::unknown(unknown)),
        Err(raises) => Err(raises),
    }
}

/// Returns the key that an index of this method on a table has for this text: an expression, an order, a collation, an operator class.
///
/// # Errors
/// Why the text is not understood.
pub fn index_key(text: &str, method: &str, table: &RelationRef) -> Result<IndexKey, Failure> {
    let operations = read(&format!("CREATE INDEX i ON {} USING {method} ({text})", relation(table)))?;
    match operations.into_iter().next() {
        Some(Operation::CreateIndex(index)) if index.keys.len() == 1 => {
            index.keys.into_iter().next().ok_or_else(|| unreadable(text))
        }
        _ => Err(unreadable(text)),
    }
}

/// Returns the canonical form of what stands after `EXCLUDE`.
///
/// # Errors
/// Why the text is not understood.
pub fn exclusion(text: &str) -> Result<Expression, Failure> {
    let operations = read(&format!("ALTER TABLE t ADD CONSTRAINT c EXCLUDE {text}"))?;
    match operations.into_iter().next() {
        Some(Operation::AlterTable { action: AlterTable::AddConstraint(constraint), .. }) => match constraint.kind {
            ConstraintDefinitionKind::Exclude { definition } => Ok(definition),
            _ => Err(unreadable(text)),
        },
        _ => Err(unreadable(text)),
    }
}

fn read(text: &str) -> Result<Vec<Operation>, Failure> {
    let parsed = crate::sql::statements(text, &Surroundings::default());
    match parsed.into_iter().next().map(|parsed| parsed.statement) {
        Some(Statement::Operations(operations)) => Ok(operations),
        Some(Statement::Unparsed { unknown, .. }) => Err(Failure::Unknown(unknown)),
        _ => Err(unreadable(text)),
    }
}

fn unreadable(text: &str) -> Failure {
    Failure::Unknown(Unknown::new(format!("`{text}` is not SQL that limbeck can read"), None))
}
