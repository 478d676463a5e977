//! The store of all objects: every mutation goes through [`Schema::put`], is recorded as a [`Change`] and can be undone.
//! What an operation means is in `schema::apply`; nothing here refuses anything.

use crate::name::{Name, QualifiedName};
use crate::operation::Lasting;
use crate::schema::links::Links;
use crate::schema::{Extension, Index, Namespace, ObjectId, Other, Routine, Sequence};
use crate::schema::{Table, Touched, Type, Unknown, VagueConstraints, View};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One evolving schema: the objects, the search path, and what is not known about them.
#[derive(Clone, Debug)]
pub struct Schema {
    objects: BTreeMap<Key, Stored>,
    /// For each object, the stored objects that refer to it.
    dependents: Links<Key, Key>,
    /// For each relation, its indexes that back no constraint.
    indexes: Links<QualifiedName, Key>,
    /// For each table, those that inherit from it or are its partitions.
    children: Links<QualifiedName, Key>,
    /// For each constraint's name, in the schema of its table or domain, those that have one of that name.
    constraint_owners: Links<QualifiedName, Key>,
    /// For each name without its schema, the relations and types that have it, or a constraint of that name.
    named: Links<Name, Key>,
    /// The objects of whose definition a part is only kept as words.
    worded: BTreeSet<Key>,
    /// The tables with triggers.
    triggered: BTreeSet<Key>,
    /// Where unqualified names are looked up, and created (the first that exists).
    pub search_path: Vec<Name>,
    /// What the path is again when the transaction ends, where `SET LOCAL` changed it.
    session_path: Option<Vec<Name>>,
    /// The path of a new session of the role: what `RESET search_path` goes back to.
    pub usual_path: Vec<Name>,
    /// What may differ from what is kept here, in the order it came up.
    pub unknown: Vec<(Touched, Unknown)>,
    /// The constraints that may be there, or not, without a name that is known.
    pub(super) vague: Vec<(VagueConstraints, Unknown)>,
}

/// Where an object is kept. Relations share one set of names, as in `pg_class`; so do types.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Namespace(Name),
    Extension(Name),
    Type(QualifiedName),
    Relation(QualifiedName),
    /// A function and its argument types, comma-separated.
    Routine(QualifiedName, String),
    Other(String, QualifiedName),
}

/// An object as it is kept: cheap to clone, copied when changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    Namespace(Arc<Namespace>),
    Extension(Arc<Extension>),
    Type(Arc<Type>),
    Table(Arc<Table>),
    Index(Arc<Index>),
    Sequence(Arc<Sequence>),
    View(Arc<View>),
    Routine(Arc<Routine>),
    Other(Arc<Other>),
}

/// What one mutation did.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The object under `key` was `before` and is `after`.
    Put { key: Key, before: Option<Stored>, after: Option<Stored> },
    /// An object kept its identity under another name. Stands before the puts that carry it out.
    Rename { from: ObjectId, to: ObjectId },
    /// The search path was `before` and is `after`.
    SearchPath { before: SearchPath, after: SearchPath },
    /// Something that nobody knows may have happened: it was added to [`Schema::unknown`].
    Unknown { touched: Touched, unknown: Unknown },
    /// Constraints that are known in part may have been made or dropped.
    Vague { constraints: VagueConstraints, unknown: Unknown },
}

/// A search path, and what it is again when the transaction ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPath {
    now: Vec<Name>,
    session: Option<Vec<Name>>,
}

impl Default for Schema {
    /// Returns a new database: the schema `public` and nothing else.
    fn default() -> Self {
        let public = Namespace { name: Name::public(), comment: None };
        let mut schema = Self::bare();
        schema.put(Key::Namespace(Name::public()), Some(Stored::Namespace(Arc::new(public))));
        schema
    }
}

impl Schema {
    /// Returns a database without any schema, for a reader of dumps or catalogs to fill.
    #[must_use]
    pub fn bare() -> Self {
        Self {
            objects: BTreeMap::new(),
            dependents: Links::default(),
            indexes: Links::default(),
            children: Links::default(),
            constraint_owners: Links::default(),
            named: Links::default(),
            worded: BTreeSet::new(),
            triggered: BTreeSet::new(),
            search_path: vec![Name::public()],
            usual_path: vec![Name::public()],
            session_path: None,
            unknown: Vec::new(),
            vague: Vec::new(),
        }
    }

    /// Returns all objects in the order of their keys.
    pub fn objects(&self) -> impl Iterator<Item = (&Key, &Stored)> {
        self.objects.iter()
    }

    /// Returns the objects of whose definition a part is only kept as words: what it refers to is not among the dependents.
    pub(super) fn worded(&self) -> impl Iterator<Item = (&Key, &Stored)> {
        self.worded.iter().filter_map(|key| Some((key, self.find(key)?)))
    }

    /// Returns the objects with keys in `range`.
    pub(super) fn objects_between(&self, range: std::ops::Range<Key>) -> impl Iterator<Item = &Stored> {
        self.objects.range(range).map(|(_, stored)| stored)
    }

    /// Returns the relations in a schema, in the order of their names.
    pub fn relations_in<'a>(
        &'a self,
        schema: &Name,
    ) -> impl Iterator<Item = (&'a QualifiedName, &'a Stored)> + use<'a> {
        let schema = schema.clone();
        let first = Key::Relation(QualifiedName::new(schema.clone(), Name::verbatim("")));
        self.objects.range(first..).map_while(move |(key, stored)| match key {
            Key::Relation(name) if name.schema == schema => Some((name, stored)),
            _ => None,
        })
    }

    /// Returns the object under `key`, with the key.
    #[must_use]
    pub fn entry(&self, key: &Key) -> Option<(&Key, &Stored)> {
        self.objects.get_key_value(key)
    }

    /// Returns the object under `key`.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&Stored> {
        self.objects.get(key)
    }

    /// Returns the objects that refer to the one under `key`, directly.
    pub fn dependents<'a>(&'a self, key: &Key) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.dependents.of(key)
    }

    /// Returns the tables that inherit from `parent` or are its partitions, directly.
    pub fn children<'a>(&'a self, parent: &QualifiedName) -> impl Iterator<Item = &'a Arc<Table>> + use<'a> {
        self.children.of(parent).filter_map(|key| match self.find(key) {
            Some(Stored::Table(table)) => Some(table),
            _ => None,
        })
    }

    /// Returns the relation called `name`, whatever its kind.
    #[must_use]
    pub fn relation(&self, name: &QualifiedName) -> Option<&Stored> {
        self.find(&Key::Relation(name.clone()))
    }

    /// Returns whether a table has a trigger.
    #[must_use]
    pub fn has_triggers(&self) -> bool {
        !self.triggered.is_empty()
    }

    /// Returns the table called `name`.
    #[must_use]
    pub fn table(&self, name: &QualifiedName) -> Option<&Arc<Table>> {
        match self.relation(name) {
            Some(Stored::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// Returns the index called `name`; those that back constraints are not kept.
    #[must_use]
    pub fn index(&self, name: &QualifiedName) -> Option<&Arc<Index>> {
        match self.relation(name) {
            Some(Stored::Index(index)) => Some(index),
            _ => None,
        }
    }

    /// Returns the type called `name`.
    #[must_use]
    pub fn type_named(&self, name: &QualifiedName) -> Option<&Arc<Type>> {
        match self.find(&Key::Type(name.clone())) {
            Some(Stored::Type(own)) => Some(own),
            _ => None,
        }
    }

    /// Returns all tables in the order of their names.
    pub fn tables(&self) -> impl Iterator<Item = &Arc<Table>> {
        self.objects.values().filter_map(|stored| match stored {
            Stored::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Returns whether there are functions that PostgreSQL does not bring.
    #[must_use]
    pub fn has_routines(&self) -> bool {
        self.objects.values().any(|stored| matches!(stored, Stored::Routine(_) | Stored::Extension(_)))
    }

    /// Returns the names of the objects of a kind that is kept by name and text only.
    pub fn others<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a QualifiedName> {
        self.objects.keys().filter_map(move |key| match key {
            Key::Other(own, name) if own == kind => Some(name),
            _ => None,
        })
    }

    /// Returns the indexes of `table` that back no constraint.
    pub fn indexes_of<'a>(&'a self, table: &QualifiedName) -> impl Iterator<Item = &'a Arc<Index>> + use<'a> {
        self.indexes.of(table).filter_map(|key| match self.find(key) {
            Some(Stored::Index(index)) => Some(index),
            _ => None,
        })
    }

    /// Returns the tables and domains in `name.schema` that have a constraint called `name.name`.
    pub fn constraint_owners<'a>(&'a self, name: &QualifiedName) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.constraint_owners.of(name)
    }

    /// Returns the relations and types called `name` in any schema, and the tables and domains with a constraint of that name.
    pub fn named<'a>(&'a self, name: &Name) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.named.of(name)
    }

    /// Returns the table whose constraint called `name.name` is backed by an index, which has the same name.
    #[must_use]
    pub fn constraint_index(&self, name: &QualifiedName) -> Option<&Arc<Table>> {
        self.constraint_owners(name).find_map(|key| match self.find(key) {
            Some(Stored::Table(table)) => {
                table.constraints.get(&name.name).is_some_and(crate::schema::Constraint::has_index).then_some(table)
            }
            _ => None,
        })
    }

    /// Sets or removes the object under `key`; returns what changed. Refuses nothing.
    pub fn put(&mut self, key: Key, after: Option<Stored>) -> Change {
        let before = match &after {
            Some(stored) => self.objects.insert(key.clone(), stored.clone()),
            None => self.objects.remove(&key),
        };
        self.link(&key, before.as_ref(), after.as_ref());
        match after.as_ref().is_some_and(Stored::is_worded) {
            true => self.worded.insert(key.clone()),
            false => self.worded.remove(&key),
        };
        match matches!(&after, Some(Stored::Table(own)) if !own.triggers.is_empty()) {
            true => self.triggered.insert(key.clone()),
            false => self.triggered.remove(&key),
        };
        Change::Put { key, before, after }
    }

    /// Keeps the tables of what refers to what; touches only what differs.
    fn link(&mut self, key: &Key, before: Option<&Stored>, after: Option<&Stored>) {
        let others = |own: &Stored| own.references().into_iter().filter(|referred| referred != key).collect();
        let [old, new] = [before, after].map(|own| own.map(others).unwrap_or_default());
        self.dependents.change(key, &old, &new);
        let [old, new] = [before, after].map(|own| own.map(Stored::constraint_names).unwrap_or_default());
        self.constraint_owners.change(key, &old, &new);
        let names = |there: Option<&Stored>, constraints: &BTreeSet<QualifiedName>| {
            let own = there.and_then(|_| key.name()).cloned();
            own.into_iter().chain(constraints.iter().map(|full| full.name.clone())).collect()
        };
        self.named.change(key, &names(before, &old), &names(after, &new));
        let [old, new] = [before, after].map(|own| own.map(Stored::indexed).unwrap_or_default());
        self.indexes.change(key, &old, &new);
        let [old, new] = [before, after].map(|own| own.map(Stored::parents).unwrap_or_default());
        self.children.change(key, &old, &new);
    }

    /// Sets the search path; `SET LOCAL` sets it until the transaction ends.
    pub fn set_search_path(&mut self, path: Vec<Name>, lasting: Lasting) -> Change {
        let before = SearchPath { now: self.search_path.clone(), session: self.session_path.clone() };
        let session = match lasting {
            Lasting::Session => None,
            Lasting::Transaction => before.session.clone().or_else(|| Some(before.now.clone())),
        };
        let after = SearchPath { now: path, session };
        self.put_search_path(&after);
        Change::SearchPath { before, after }
    }

    /// Sets the search path to one that a change names.
    pub fn put_search_path(&mut self, path: &SearchPath) {
        self.search_path.clone_from(&path.now);
        self.session_path.clone_from(&path.session);
    }

    /// Ends what holds only inside a transaction.
    pub fn end_transaction(&mut self) -> Option<Change> {
        let path = self.session_path.clone()?;
        Some(self.set_search_path(path, Lasting::Session))
    }

    /// Begins a new session of a role with this search path.
    pub fn begin_session(&mut self, path: Vec<Name>) {
        self.search_path.clone_from(&path);
        self.usual_path = path;
        self.session_path = None;
    }

    /// Tells whether the session has another search path than a new one.
    #[must_use]
    pub fn has_other_path(&self) -> bool {
        self.session_path.as_ref().unwrap_or(&self.search_path) != &self.usual_path
    }

    /// Takes back `changes`, the latest first.
    pub fn undo(&mut self, changes: &[Change]) {
        for change in changes.iter().rev() {
            match change {
                Change::Put { key, before, .. } => {
                    self.put(key.clone(), before.clone());
                }
                Change::SearchPath { before, .. } => self.put_search_path(before),
                Change::Unknown { .. } => {
                    self.unknown.pop();
                }
                Change::Vague { .. } => {
                    self.vague.pop();
                }
                Change::Rename { .. } => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Column, DataType, IndexKey};

    #[test]
    fn undo_takes_everything_back() {
        let mut schema = Schema::default();
        let name = QualifiedName::public("t");
        let mut table = Table::new(name.clone());
        table.columns.push(Column::new(Name::folded("a"), DataType::builtin("integer")));
        let mut index = Index::new(QualifiedName::public("ix"), name.clone());
        index.keys.push(IndexKey::column(Name::folded("a")));
        let changes = vec![
            schema.put(Key::Relation(name.clone()), Some(Stored::Table(Arc::new(table)))),
            schema.put(Key::Relation(index.name.clone()), Some(Stored::Index(Arc::new(index)))),
        ];
        assert_eq!(schema.indexes_of(&name).count(), 1);
        schema.undo(&changes);
        assert!(schema.table(&name).is_none());
        assert_eq!(schema.indexes_of(&name).count(), 0);
    }
}
