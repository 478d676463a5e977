//! What SQLAlchemy's objects cannot know: in which schema a bare name of theirs lies. They take it for `public`; where the
//! search path is another, the statement is read from its text on the schema, as the server reads it.

use super::session::Session;
use crate::name::Name;
use crate::operation::Operation;
use crate::schema::UNKNOWN;
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
            elsewhere.then(|| statements(sql, &Surroundings::of(schema)))
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
