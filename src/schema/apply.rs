//! What an operation does to a schema, as PostgreSQL 15 would answer: changes, or a refusal with its SQLSTATE and
//! message. One file per family of operations. No transactions and no session: those are replay's.

mod add_column;
mod alter_column;
mod alter_constraint;
mod alter_table;
mod clone;
mod column;
mod column_type;
mod comment;
mod constraint;
mod dependency;
mod domain;
mod doubt;
mod drop;
mod edit;
mod extension;
mod foreign_key;
mod index;
mod like;
mod mentions;
mod namespace;
mod other;
mod partition;
mod policy;
mod query;
mod relabel;
mod relocate;
mod rename;
mod routine;
mod sequence;
mod set_schema;
mod settle;
mod table;
mod trigger;
mod types;
mod uses;
mod view;

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
        self.apply_to_what_is_there(operation).or_else(|refusal| self.doubting(operation, refusal))
    }

    /// As [`Schema::apply`], but for what earlier unknowns may have made.
    ///
    /// # Errors
    /// Refuses where something is not known to be there, and leaves the schema as it was.
    pub fn apply_to_what_is_there(&mut self, operation: &Operation) -> Result<Vec<Change>, Refusal> {
        let mut edit = Edit::new(self);
        match carry_out(&mut edit, operation) {
            Ok(()) => Ok(edit.changes),
            Err(refusal) => {
                let changes = std::mem::take(&mut edit.changes);
                self.undo(&changes);
                Err(refusal)
            }
        }
    }

    /// Returns one more unknown where an earlier one may be the only reason for this refusal of `operation`.
    ///
    /// # Errors
    /// The refusal, where it is sure.
    pub fn doubting(&mut self, operation: &Operation, refusal: Refusal) -> Result<Vec<Change>, Refusal> {
        let Some((touched, unknown)) = self.doubt(operation, &refusal) else { return Err(refusal) };
        let mut edit = Edit::new(self);
        edit.add_unknown(touched, unknown);
        Ok(edit.changes)
    }
}

fn carry_out(edit: &mut Edit<'_>, operation: &Operation) -> Outcome {
    match operation {
        Operation::CreateSchema { name, existing } => namespace::create(edit, name, *existing),
        Operation::CreateTable(create) => table::create(edit, create),
        Operation::AlterTable { table, scope, missing, action } => {
            alter_table::alter(edit, table, *scope, *missing, action)
        }
        Operation::CreateIndex(definition) => index::create(edit, definition),
        Operation::CreateSequence { name, options, existing } => sequence::create(edit, name, options, *existing),
        Operation::AlterSequence { name, options, missing } => sequence::alter(edit, name, options, *missing),
        Operation::CreateType { name, definition } => types::create(edit, name, definition),
        Operation::AddEnumLabel { name, label, position, existing } => {
            types::add_label(edit, name, label, position.as_ref(), *existing)
        }
        Operation::RenameEnumLabel { name, from, to } => types::rename_label(edit, name, from, to),
        Operation::AlterDomain { name, action } => domain::alter(edit, name, action),
        Operation::CreateView(definition) => view::create(edit, definition),
        Operation::CreateRoutine(definition) => routine::create(edit, definition),
        Operation::CreateTrigger { table, trigger, existing } => trigger::create(edit, table, trigger, *existing),
        Operation::CreatePolicy { table, policy } => policy::create(edit, table, policy),
        Operation::AlterPolicy { table, name, change } => policy::alter(edit, table, name, change),
        Operation::CreateExtension { name, schema, existing } => {
            extension::create(edit, name, schema.as_ref(), *existing)
        }
        Operation::CreateOther { kind, name, definition, table, existing } => {
            other::create(edit, kind, name, definition, table.as_ref(), *existing)
        }
        Operation::Drop { objects, missing, behavior } => drop::drop_all(edit, objects, *missing, *behavior),
        Operation::Rename { object, to, missing } => rename::rename(edit, object, to, *missing),
        Operation::SetSchema { object, schema, missing } => set_schema::set_schema(edit, object, schema, *missing),
        Operation::Comment { object, text } => comment::comment(edit, object, text.as_deref()),
        Operation::SetSearchPath { path, lasting } => {
            edit.set_search_path(path.clone(), *lasting);
            Ok(())
        }
        Operation::Unknown { touched, unknown } => {
            edit.add_unknown(touched.clone(), unknown.clone());
            Ok(())
        }
    }
}
