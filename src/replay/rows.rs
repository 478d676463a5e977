//! What statements do to rows, as far as it is noted.

use crate::name::{Name, QualifiedName};
use crate::operation::{Operation, RelationRef};
use crate::replay::contents::Held;
use crate::replay::recorder::Recorder;
use crate::replay::settings::Writers;
use crate::schema::{Change, ConstraintKind, ObjectId, Table, Touched, TypeKind};
use std::collections::BTreeSet;

/// What a statement may have done to rows.
#[derive(Clone, Copy, Debug)]
pub enum Written<'r> {
    Nothing,
    /// It changes or deletes rows of this relation; where there are none, only its triggers can do something.
    Changed(&'r RelationRef),
    /// It only changes these columns of rows of this relation.
    Set(&'r RelationRef, &'r [(Name, Held)]),
    /// It adds rows to this relation.
    Added(&'r RelationRef),
    /// It leaves this relation without rows.
    Emptied(&'r RelationRef),
    Anything,
}

impl Recorder {
    /// Notes what an operation does to the tables that have no rows.
    pub(super) fn note_rows(&mut self, operation: &Operation, changes: &[Change]) {
        if self.settings.writers == Writers::ThisRun {
            let schema = &self.schema;
            let is_domain = |name: &QualifiedName| {
                schema.type_named(name).is_none_or(|own| !matches!(own.kind, TypeKind::Enum { .. }))
            };
            self.contents.note(operation, changes, is_domain);
        }
    }

    /// Notes what a statement may have done to rows.
    pub(super) fn note_written(&mut self, written: Written<'_>) {
        let relation = match written {
            Written::Nothing => return,
            Written::Anything => return self.contents.fill_all(),
            Written::Changed(relation) | Written::Added(relation) | Written::Emptied(relation) => relation,
            Written::Set(relation, _) => relation,
        };
        let name = self.schema.full_name(relation);
        let is_plain = self.schema.table(&name).is_some() && !self.contents.reactions && !self.fires(&name, written);
        match written {
            _ if !is_plain => self.contents.fill_all(),
            Written::Added(_) => self.contents.fill(&name),
            _ if self.contents.empty().contains(&name) => {}
            _ => {
                // The actions of foreign keys reach further.
                self.contents.change(&self.linked_to(&name));
                match written {
                    Written::Set(_, columns) => self.contents.set(&name, columns),
                    Written::Emptied(_) => self.contents.empty_out(&name),
                    _ => self.contents.fill(&name),
                }
            }
        }
    }

    /// Returns whether a trigger may answer what is written.
    pub(super) fn may_fire(&self, written: Written<'_>) -> bool {
        match written {
            Written::Nothing => false,
            Written::Changed(relation) | Written::Added(relation) | Written::Emptied(relation) => {
                self.fires(&self.schema.full_name(relation), written)
            }
            Written::Set(relation, _) => self.fires(&self.schema.full_name(relation), written),
            Written::Anything => self.schema.tables().any(|own| !own.triggers.is_empty()),
        }
    }

    /// Returns whether a trigger may answer what is written to `table`: its own, or one of a table whose rows are written
    /// along with its own, as those of its children and those that refer to it are.
    fn fires(&self, table: &QualifiedName, written: Written<'_>) -> bool {
        if self.schema.tables().all(|own| own.triggers.is_empty()) {
            return false;
        }
        let mut reached = BTreeSet::from([table.clone()]);
        loop {
            let is_written = |own: &&Table| {
                let refers =
                    |to: &ConstraintKind| matches!(to, ConstraintKind::ForeignKey(key) if reached.contains(&key.table));
                let goes_along =
                    !matches!(written, Written::Added(_)) && own.constraints.values().any(|own| refers(&own.kind));
                !reached.contains(&own.name) && (goes_along || own.parents().any(|own| reached.contains(own)))
            };
            let more: Vec<_> =
                self.schema.tables().filter(|own| is_written(&&***own)).map(|own| own.name.clone()).collect();
            if more.is_empty() {
                break;
            }
            reached.extend(more);
        }
        reached.iter().filter_map(|name| self.schema.table(name)).any(|own| !own.triggers.is_empty())
    }

    /// Returns the tables with foreign keys, where one of them refers to `table`.
    fn linked_to(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let targets = |own: &Table| -> Vec<QualifiedName> {
            let keys = own.constraints.values().filter_map(|own| match &own.kind {
                ConstraintKind::ForeignKey(key) => Some(key.table.clone()),
                _ => None,
            });
            keys.collect()
        };
        let with_keys: Vec<_> = self.schema.tables().filter(|own| !targets(own).is_empty()).collect();
        let is_referenced = with_keys.iter().any(|own| own.name != *table && targets(own).contains(table));
        if is_referenced { with_keys.iter().map(|own| own.name.clone()).collect() } else { Vec::new() }
    }

    /// Notes that something nobody knows happened to `touched`: rows may have come with it.
    pub(super) fn note_unknown(&mut self, touched: &Touched) {
        match touched {
            Touched::Everything => self.contents.fill_all(),
            Touched::Table(name) => {
                self.contents.fill(name);
                self.contents.reactions = true;
            }
            Touched::Object(object) => {
                self.contents.reactions |= matches!(object, ObjectId::Table(_) | ObjectId::Trigger(..));
                if let Some(name) = object.table() {
                    self.contents.fill(name);
                }
            }
        }
    }

    /// Notes that rows may come in ways that are not followed from now on.
    pub fn distrust_rows(&mut self) {
        self.contents.unreliable = true;
    }
}
