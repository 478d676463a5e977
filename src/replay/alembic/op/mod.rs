//! `alembic.op`: one file per directive, all of them in one table.

mod add_column;
mod alter_column;
mod bulk_insert;
mod create_check_constraint;
mod create_exclude_constraint;
mod create_foreign_key;
mod create_index;
mod create_primary_key;
mod create_table;
mod create_unique_constraint;
mod drop_column;
mod drop_constraint;
mod drop_index;
mod drop_table;
mod execute;
mod rename_table;
mod table_comment;

use super::call::Signature;
use super::directive::{Directive, Done, run};
use crate::python::{Arguments, Outcome, Vm};
use crate::replay::Session;
use crate::source::Place;

/// A directive: how it is called, what it does, and how the batch form leaves the table out.
pub struct Entry {
    pub signature: Signature,
    body: fn(&mut Directive<'_>) -> Done,
    /// Where the batch form lacks the table's name, and how the schema's argument is called; none in batch mode.
    pub batch: Option<(usize, &'static str)>,
}

/// Every directive that changes schema or rows.
pub const DIRECTIVES: &[Entry] = &[
    entry(add_column::SIGNATURE, add_column::run, Some((0, "schema"))),
    entry(alter_column::SIGNATURE, alter_column::run, Some((0, "schema"))),
    entry(bulk_insert::SIGNATURE, bulk_insert::run, None),
    entry(create_check_constraint::SIGNATURE, create_check_constraint::run, Some((1, "schema"))),
    entry(create_exclude_constraint::SIGNATURE, create_exclude_constraint::run, Some((1, "schema"))),
    entry(create_foreign_key::SIGNATURE, create_foreign_key::run, Some((1, "source_schema"))),
    entry(create_index::SIGNATURE, create_index::run, Some((1, "schema"))),
    entry(create_primary_key::SIGNATURE, create_primary_key::run, Some((1, "schema"))),
    entry(create_table::SIGNATURE, create_table::run, None),
    entry(table_comment::CREATE, table_comment::create, Some((0, "schema"))),
    entry(create_unique_constraint::SIGNATURE, create_unique_constraint::run, Some((1, "schema"))),
    entry(drop_column::SIGNATURE, drop_column::run, Some((0, "schema"))),
    entry(drop_constraint::SIGNATURE, drop_constraint::run, Some((1, "schema"))),
    entry(drop_index::SIGNATURE, drop_index::run, Some((1, "schema"))),
    entry(drop_table::SIGNATURE, drop_table::run, None),
    entry(table_comment::DROP, table_comment::drop, Some((0, "schema"))),
    entry(execute::SIGNATURE, execute::run, None),
    entry(rename_table::SIGNATURE, rename_table::run, None),
];

/// Returns the directive called `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    DIRECTIVES.iter().find(|entry| entry.signature.name == name)
}

impl Entry {
    /// Carries the directive out.
    ///
    /// # Errors
    /// The Python exception that it raises.
    pub fn call(&self, session: &Session, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        run(session, vm, self.signature, arguments, place, self.body)
    }
}

const fn entry(
    signature: Signature,
    body: fn(&mut Directive<'_>) -> Done,
    batch: Option<(usize, &'static str)>,
) -> Entry {
    Entry { signature, body, batch }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_directive_is_there_once() {
        let names: std::collections::BTreeSet<&str> = DIRECTIVES.iter().map(|entry| entry.signature.name).collect();
        assert_eq!(names.len(), DIRECTIVES.len());
        assert!(DIRECTIVES.iter().all(|entry| entry.signature.required <= entry.signature.parameters.len()));
    }
}
