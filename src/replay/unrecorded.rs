//! What a revision uses although no revision before it makes it: the application's own start, or a database that is older
//! than its history. Only asked where the settings allow it.

use crate::name::QualifiedName;
use crate::operation::{IfNotExists, Operation};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Unrecorded;
use crate::schema::{Change, Key, ObjectId, Refusal, SqlState, Stored, Touched, Unknown};
use std::collections::BTreeSet;

/// The tables and types that were ever there: what is missing of them was dropped.
#[derive(Debug, Default)]
pub(super) struct Seen {
    tables: BTreeSet<QualifiedName>,
    types: BTreeSet<QualifiedName>,
}

impl Seen {
    /// Notes what changes made.
    pub(super) fn note(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put { key: Key::Relation(name), after: Some(Stored::Table(_) | Stored::View(_)), .. } => {
                    self.tables.insert(name.clone());
                }
                Change::Put { key: Key::Type(name), after: Some(_), .. } => {
                    self.types.insert(name.clone());
                }
                _ => {}
            }
        }
    }
}

impl Recorder {
    /// Takes what a refusal misses to have been there from the start; tells whether the statement is worth another try.
    pub(super) fn assume(&mut self, refusal: &Refusal, site: &Site) -> bool {
        if self.settings.unrecorded == Unrecorded::Missing {
            return false;
        }
        let Some(object) = refusal.object.clone() else { return false };
        let (kind, name) = match (&object, refusal.state) {
            (ObjectId::Table(name), SqlState::UNDEFINED_TABLE) if !self.seen.tables.contains(name) => {
                ("table", name.to_string())
            }
            (ObjectId::Type(name), SqlState::UNDEFINED_OBJECT) if !self.seen.types.contains(name) => {
                ("type", name.to_string())
            }
            (ObjectId::Schema(name), SqlState::INVALID_SCHEMA_NAME) => ("schema", name.to_string()),
            _ => return false,
        };
        let unknown = Unknown::new(reason(kind, &name), Some(site.place.clone()));
        let operation = match &object {
            ObjectId::Schema(name) => Operation::CreateSchema { name: name.clone(), existing: IfNotExists::Skip },
            ObjectId::Table(name) => {
                Operation::Unknown { touched: Touched::Table(name.clone()), unknown: unknown.clone() }
            }
            _ => Operation::Unknown { touched: Touched::Object(object.clone()), unknown: unknown.clone() },
        };
        self.remark(unknown.clone());
        self.unrecorded.push((object, unknown));
        match self.schema.apply(&operation) {
            Ok(changes) => {
                self.log.changes.extend(changes);
                true
            }
            Err(_) => false,
        }
    }
}

fn reason(kind: &str, name: &str) -> String {
    format!(
        "no revision before this one makes the {kind} `{name}`: the application does, or it is older than the history"
    )
}
