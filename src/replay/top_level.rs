//! Commands that must not run in a transaction block (`PreventInTransactionBlock`, access/transam/xact.c, PostgreSQL 15).

use crate::operation::Operation;
use crate::schema::{Refusal, SqlState};

/// Answers an operation inside a transaction block.
///
/// # Errors
/// 25001.
pub(super) fn refuse_in_block(operation: &Operation) -> Result<(), Refusal> {
    match operation {
        Operation::CreateIndex(index) if index.concurrently => Err(not_in_block("CREATE INDEX CONCURRENTLY")),
        _ => Ok(()),
    }
}

/// Returns the server's refusal of a command that must not run in a transaction block.
#[must_use]
pub fn not_in_block(command: &str) -> Refusal {
    let message = format!("{command} cannot run inside a transaction block");
    Refusal::new(SqlState::ACTIVE_SQL_TRANSACTION, message)
}
