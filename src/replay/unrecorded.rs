//! What a revision uses although no revision before it makes it: the application's own start, or a database that is older
//! than its history. Only asked where the settings allow it.

use crate::name::QualifiedName;
use crate::operation::{IfNotExists, Operation};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Unrecorded;
use crate::schema::{Change, Key, ObjectId, Refusal, SqlState, Stored, Touched, Unknown};
use std::collections::BTreeSet;
use std::rc::Rc;

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
        let operation = match (&refusal.object, refusal.state) {
            (Some(ObjectId::Table(name)), SqlState::UNDEFINED_TABLE) if !self.seen.tables.contains(name) => {
                self.unknown_from_the_start("table", name, Touched::Table(name.clone()), site)
            }
            (Some(ObjectId::Type(name)), SqlState::UNDEFINED_OBJECT) if !self.seen.types.contains(name) => {
                self.unknown_from_the_start("type", name, Touched::Object(ObjectId::Type(name.clone())), site)
            }
            (Some(ObjectId::Schema(name)), SqlState::INVALID_SCHEMA_NAME) => {
                self.remark(Unknown::new(reason("schema", name.as_str()), Some(site.place.clone())));
                Operation::CreateSchema { name: name.clone(), existing: IfNotExists::Skip }
            }
            _ => return false,
        };
        match self.schema.apply(&operation) {
            Ok(changes) => {
                self.log.changes.extend(changes.into_iter().map(Rc::new));
                true
            }
            Err(_) => false,
        }
    }

    fn unknown_from_the_start(&mut self, kind: &str, name: &QualifiedName, touched: Touched, site: &Site) -> Operation {
        let unknown = Unknown::new(reason(kind, &name.to_string()), Some(site.place.clone()));
        self.remark(unknown.clone());
        Operation::Unknown { touched, unknown }
    }
}

fn reason(kind: &str, name: &str) -> String {
    format!(
        "no revision before this one makes the {kind} `{name}`: the application does, or it is older than the history"
    )
}
