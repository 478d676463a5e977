//! What statements do to rows, as far as it is noted.

use crate::name::{Name, QualifiedName};
use crate::operation::{Operation, RelationRef};
use crate::replay::contents::Held;
use crate::replay::recorder::Recorder;
use crate::replay::settings::Writers;
use crate::schema::{
    Change, Constraint, ConstraintKind, Key, ObjectId, ReferentialAction, Schema, Table, Touched, TypeKind,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a statement may have done to rows.
#[derive(Clone, Copy, Debug)]
pub enum Written<'r> {
    Nothing,
    /// A query that is not known: it may take numbers from sequences, and call what the project defines.
    Read,
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

/// Returns whether rows change along with those of `table` that they refer to.
fn follows(kind: &ConstraintKind, table: &QualifiedName) -> bool {
    let acts = |own| !matches!(own, ReferentialAction::NoAction | ReferentialAction::Restrict);
    matches!(kind, ConstraintKind::ForeignKey(key) if key.table == *table && (acts(key.on_delete) || acts(key.on_update)))
}

/// Returns whether rows only get other values that no other row refers to.
fn is_by_itself(schema: &Schema, table: &QualifiedName, written: Written<'_>) -> bool {
    let Written::Set(_, columns) = written else { return false };
    let is_set = |name: &Name| columns.iter().any(|(own, _)| own == name);
    let refers = |own: &Constraint| matches!(&own.kind, ConstraintKind::ForeignKey(key) if key.table == *table && key.referenced.iter().any(is_set));
    let mut tables = schema.dependents(&Key::Relation(table.clone())).filter_map(|key| match key {
        Key::Relation(other) => schema.table(other),
        _ => None,
    });
    schema.children(table).next().is_none() && !tables.any(|own| own.constraints.values().any(refers))
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
            Written::Read if !self.schema.has_routines() => return self.contents.lose_numbers(),
            Written::Read | Written::Anything => return self.contents.fill_all(),
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
                if !is_by_itself(&self.schema, &name, written) {
                    self.contents.change(&self.linked_to(&name));
                }
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
            Written::Read | Written::Anything => self.schema.has_triggers(),
        }
    }

    /// Returns whether a trigger may answer what is written to `table`: its own, or one of a table whose rows are written
    /// along with its own.
    fn fires(&self, table: &QualifiedName, written: Written<'_>) -> bool {
        if !self.schema.has_triggers() {
            return false;
        }
        let reached = self.written_with(table, !matches!(written, Written::Added(_)));
        reached.iter().filter_map(|name| self.schema.table(name)).any(|own| !own.triggers.is_empty())
    }

    /// Returns the table, those below it, and, where rows that are there change, those that refer to one of them.
    fn written_with(&self, table: &QualifiedName, goes_along: bool) -> BTreeSet<QualifiedName> {
        let mut reached = BTreeSet::from([table.clone()]);
        let mut open = vec![table.clone()];
        while let Some(name) = open.pop() {
            let refers = |own: &&Table| own.constraints.values().any(|own| follows(&own.kind, &name));
            let referring = self.schema.dependents(&Key::Relation(name.clone())).filter_map(|key| match key {
                Key::Relation(other) if goes_along => self.schema.table(other).map(|own| &**own).filter(refers),
                _ => None,
            });
            let below = self.schema.children(&name).map(|own| &**own);
            for own in referring.chain(below) {
                if reached.insert(own.name.clone()) {
                    open.push(own.name.clone());
                }
            }
        }
        reached
    }

    /// Returns whether the actions of foreign keys may come back to the table where its rows change.
    pub(super) fn comes_back(&self, table: &QualifiedName, written: Written<'_>) -> bool {
        if is_by_itself(&self.schema, table, written) {
            return false;
        }
        let reached = self.written_with(table, true);
        let is_reached = |own: &Constraint| reached.iter().any(|name| follows(&own.kind, name));
        self.schema.table(table).is_none_or(|own| own.constraints.values().any(is_reached))
    }

    /// Returns the tables whose rows may change where rows of `table` change: those below it, those that refer to one of them,
    /// and so on; nothing where there are none.
    fn linked_to(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let reached = self.written_with(table, true);
        let has_keys =
            |own: &Arc<Table>| own.constraints.values().any(|own| matches!(own.kind, ConstraintKind::ForeignKey(_)));
        // An action may come back to the table itself.
        let is_changed = |name: &QualifiedName| name != table || self.schema.table(name).is_some_and(has_keys);
        match reached.len() {
            1 => Vec::new(),
            _ => reached.into_iter().filter(is_changed).collect(),
        }
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

    /// Notes that rows may lie in another order.
    pub fn shuffle_rows(&mut self) {
        self.contents.shuffle();
    }

    /// Notes that rows may come in ways that are not followed from now on.
    pub fn distrust_rows(&mut self) {
        self.contents.unreliable = true;
    }
}
