//! Which tables hold no rows: those that this run made and that nothing may have written to since. Only asked where nothing
//! else writes meanwhile ([`Writers::ThisRun`]); what other sessions wrote, nobody knows.

use crate::name::QualifiedName;
use crate::operation::{Operation, RelationRef};
use crate::replay::recorder::Recorder;
use crate::replay::settings::Writers;
use crate::schema::{Change, Key, ObjectId, Stored, Table, Touched};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a statement may have done to rows.
#[derive(Clone, Copy, Debug)]
pub enum Written<'r> {
    Nothing,
    /// It changes or deletes rows of this relation; where there are none, only its triggers can do something.
    Changed(&'r RelationRef),
    /// It adds rows to this relation.
    Added(&'r RelationRef),
    Anything,
}

/// What is known of the rows of tables.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Surely without rows.
    empty: Rc<BTreeSet<QualifiedName>>,
    /// Names of tables that may have had rows at some time. A rollback can bring such a table back: the name is never
    /// taken for empty again.
    filled: BTreeSet<QualifiedName>,
    /// Whether a rule, an event trigger, or a trigger that nobody can read may answer a statement with others.
    reactions: bool,
    /// Whether rows may come in ways that are not followed: functions of the run, listeners.
    unreliable: bool,
}

/// The tables that are empty at one moment.
#[derive(Clone, Debug)]
pub(super) struct EmptyTables(Rc<BTreeSet<QualifiedName>>);

impl Contents {
    /// Returns the tables that surely have no rows.
    pub(super) fn empty(&self) -> &BTreeSet<QualifiedName> {
        static NONE: BTreeSet<QualifiedName> = BTreeSet::new();
        if self.unreliable { &NONE } else { &self.empty }
    }

    fn fill(&mut self, name: &QualifiedName) {
        if self.empty.contains(name) {
            Rc::make_mut(&mut self.empty).remove(name);
        }
        self.filled.insert(name.clone());
    }

    fn fill_all(&mut self) {
        self.filled.extend(std::mem::take(&mut self.empty).iter().cloned());
    }

    fn make(&mut self, name: &QualifiedName) {
        if !self.filled.contains(name) {
            Rc::make_mut(&mut self.empty).insert(name.clone());
        }
    }

    /// Notes what an operation made, renamed or dropped.
    fn note(&mut self, operation: &Operation, changes: &[Change]) {
        let renamed: Vec<(&QualifiedName, bool)> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Rename { from: ObjectId::Table(from), to: ObjectId::Table(to) } => {
                    Some((to, self.empty.contains(from)))
                }
                _ => None,
            })
            .collect();
        let is_plain = matches!(operation, Operation::CreateTable(create) if !create.from_query);
        for change in changes {
            // A function can be called from anywhere: a default, a check, a view, an operator.
            self.unreliable |= matches!(change, Change::Put { after: Some(Stored::Routine(_)), .. });
            let Change::Put { key: Key::Relation(name), before, after } = change else {
                let reacts = |after: &Stored| matches!(after, Stored::Other(own) if matches!(&*own.kind, "rule" | "event trigger"));
                self.reactions |= matches!(change, Change::Put { after: Some(after), .. } if reacts(after));
                continue;
            };
            match (before, after) {
                (None, Some(Stored::Table(table))) => {
                    let renamed = renamed.iter().find(|(to, _)| *to == name);
                    let is_empty = renamed.map_or(is_plain, |(_, was_empty)| *was_empty);
                    match is_empty && table.server.is_none() && table.parents().next().is_none() {
                        true => self.make(name),
                        false => self.fill_family(table),
                    }
                }
                // The rows of a child are rows of its parents.
                (Some(_), Some(Stored::Table(table))) if table.parents().next().is_some() => self.fill_family(table),
                (Some(Stored::Table(_)), None) if self.empty.contains(name) => {
                    Rc::make_mut(&mut self.empty).remove(name);
                }
                (Some(Stored::Table(_)), None) => self.fill(name),
                _ => {}
            }
        }
    }

    fn fill_family(&mut self, table: &Table) {
        self.fill(&table.name);
        table.parents().for_each(|parent| self.fill(parent));
    }

    pub(super) fn moment(&self) -> EmptyTables {
        EmptyTables(self.empty.clone())
    }

    pub(super) fn resume(&mut self, moment: &EmptyTables) {
        self.empty = moment.0.clone();
    }

    /// Keeps only what is empty in both moments, too.
    pub(super) fn join(&mut self, left: &EmptyTables, right: &EmptyTables) {
        if !(Rc::ptr_eq(&self.empty, &left.0) && Rc::ptr_eq(&self.empty, &right.0)) {
            let both = |name: &QualifiedName| left.0.contains(name) && right.0.contains(name);
            Rc::make_mut(&mut self.empty).retain(both);
        }
    }
}

impl Recorder {
    /// Notes what an operation does to the tables that have no rows.
    pub(super) fn note_rows(&mut self, operation: &Operation, changes: &[Change]) {
        if self.settings.writers == Writers::ThisRun {
            self.contents.note(operation, changes);
        }
    }

    /// Notes what a statement may have done to rows.
    pub(super) fn note_written(&mut self, written: Written<'_>) {
        let (Written::Changed(relation) | Written::Added(relation)) = written else {
            if matches!(written, Written::Anything) {
                self.contents.fill_all();
            }
            return;
        };
        let name = self.schema.full_name(relation);
        let is_plain = match self.schema.table(&name) {
            Some(table) => table.triggers.is_empty() && !self.contents.reactions,
            None => false,
        };
        match written {
            _ if !is_plain => self.contents.fill_all(),
            Written::Added(_) => self.contents.fill(&name),
            _ => {}
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

    /// Notes that rows may come in ways that are not followed from now on.
    pub fn distrust_rows(&mut self) {
        self.contents.unreliable = true;
    }
}
