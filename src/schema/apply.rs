//! What an operation does to a schema, as PostgreSQL 15 would answer: changes, or a refusal with its SQLSTATE and
//! message. One file per family of operations. No transactions and no session: those are replay's.

mod add_column;
mod alter_table;
mod column;
mod constraint;
mod doubt;
mod edit;
mod foreign_key;
mod index;
mod sequence;
mod table;

use crate::operation::Operation;
use crate::schema::refuse::Outcome;
use crate::schema::{Change, Refusal, Schema};
use edit::Edit;

impl Schema {
    /// Carries out `operation` and returns what it changed; nothing for one that finds its work done, such as
    /// `IF NOT EXISTS`. Where earlier unknowns may be the only reason for a refusal, the answer is one more unknown.
    ///
    /// # Errors
    /// Refuses as PostgreSQL does, and leaves the schema as it was.
    pub fn apply(&mut self, operation: &Operation) -> Result<Vec<Change>, Refusal> {
        let mut edit = Edit::new(self);
        match carry_out(&mut edit, operation) {
            Ok(()) => Ok(edit.changes),
            Err(refusal) => {
                let changes = std::mem::take(&mut edit.changes);
                self.undo(&changes);
                match self.doubt(operation, &refusal) {
                    Some((touched, unknown)) => {
                        let mut edit = Edit::new(self);
                        edit.add_unknown(touched, unknown);
                        Ok(edit.changes)
                    }
                    None => Err(refusal),
                }
            }
        }
    }
}

fn carry_out(edit: &mut Edit<'_>, operation: &Operation) -> Outcome {
    match operation {
        Operation::CreateTable(create) => table::create(edit, create),
        Operation::AlterTable { table, scope, missing, action } => {
            alter_table::alter(edit, table, *scope, *missing, action)
        }
        Operation::CreateIndex(definition) => index::create(edit, definition),
        Operation::CreateSequence { name, options, existing } => sequence::create(edit, name, options, *existing),
        Operation::AlterSequence { name, options, missing } => sequence::alter(edit, name, options, *missing),
        Operation::SetSearchPath { path } => {
            edit.set_search_path(path.clone());
            Ok(())
        }
        Operation::Unknown { touched, unknown } => {
            edit.add_unknown(touched.clone(), unknown.clone());
            Ok(())
        }
        _ => Ok(()),
    }
}
