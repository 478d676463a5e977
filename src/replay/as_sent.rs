//! What SQLAlchemy's objects cannot know: in which schema a bare name of theirs lies, and of which types the columns of a
//! table are that they only name. Where the search path is not `public`, or an expression is on such columns, the statement
//! is read from its text on the schema, as the server reads it.

use super::session::Session;
use crate::name::Name;
use crate::operation::{AlterTable, ConstraintDefinitionKind, Operation};
use crate::schema::{KeyTarget, UNKNOWN};
use crate::sql::{Statement, Surroundings, statements};

impl Session {
    /// Returns the operation that the text means where it is sent; the one it was written from where the text does not tell.
    pub(super) fn as_sent(&self, operation: Operation, sql: &str) -> Operation {
        let names_expressions =
            matches!(operation, Operation::CreateTable(_) | Operation::CreateIndex(_) | Operation::AlterTable { .. });
        if !names_expressions || sql.contains(UNKNOWN) {
            return operation;
        }
        let read = self.with_schema(|schema| {
            let elsewhere = schema.search_path.as_slice() != [Name::public()];
            (elsewhere || is_on_columns(&operation)).then(|| statements(sql, &Surroundings::of(schema)))
        });
        match read.unwrap_or_default().as_slice() {
            [parsed] => match &parsed.statement {
                Statement::Operations(own) => match own.as_slice() {
                    [own] if std::mem::discriminant(own) == std::mem::discriminant(&operation) => own.clone(),
                    _ => operation,
                },
                _ => operation,
            },
            _ => operation,
        }
    }
}

/// Whether it brings an expression on the columns of a table that it does not make.
fn is_on_columns(operation: &Operation) -> bool {
    match operation {
        Operation::CreateIndex(index) => {
            let mut targets = index.keys.iter().map(|key| &key.target);
            index.predicate.is_some() || targets.any(|own| matches!(own, KeyTarget::Expression(_)))
        }
        Operation::AlterTable { action: AlterTable::AddConstraint(own), .. } => {
            matches!(own.kind, ConstraintDefinitionKind::Check { .. } | ConstraintDefinitionKind::Exclude { .. })
        }
        _ => false,
    }
}
