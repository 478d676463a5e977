//! Transaction control.

use crate::sql::read::cursor::Cursor;
use crate::sql::statement::{Statement, Transaction};

/// Reads a transaction statement, none if the statement is something else.
pub(super) fn transaction(cursor: &mut Cursor<'_>) -> Option<Statement> {
    let first = cursor.next()?.text.to_ascii_lowercase();
    let _ = cursor.take("work") || cursor.take("transaction");
    let own = match first.as_str() {
        "begin" | "start" => Transaction::Begin,
        "commit" | "end" => Transaction::Commit,
        "savepoint" => Transaction::Savepoint(cursor.name()?),
        "release" => {
            cursor.take("savepoint");
            Transaction::Release(cursor.name()?)
        }
        "rollback" | "abort" if cursor.take("to") => {
            cursor.take("savepoint");
            Transaction::RollbackTo(cursor.name()?)
        }
        "rollback" | "abort" => Transaction::Rollback,
        _ => return None,
    };
    // Two-phase commit and whatever is no such statement after all.
    if matches!(own, Transaction::Commit | Transaction::Rollback) && cursor.take("prepared") {
        return None;
    }
    Some(Statement::Transaction(own))
}
