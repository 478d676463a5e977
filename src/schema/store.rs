//! The store of all objects: every mutation goes through [`Schema::put`], is recorded as a [`Change`] and can be undone.
//! What an operation means is in `schema::apply`; nothing here refuses anything.

use crate::name::{Name, QualifiedName};
use crate::schema::{ConstraintKind, DataType, Extension, Index, Namespace, ObjectId, Other, Routine, Sequence};
use crate::schema::{Table, Touched, Type, Unknown, View};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One evolving schema: the objects, the search path, and what is not known about them.
#[derive(Clone, Debug)]
pub struct Schema {
    objects: BTreeMap<Key, Stored>,
    /// For each object, the stored objects that refer to it.
    dependents: BTreeMap<Key, BTreeSet<Key>>,
    /// Where unqualified names are looked up, and created (the first that exists).
    pub search_path: Vec<Name>,
    /// What may differ from what is kept here, in the order it came up.
    pub unknown: Vec<(Touched, Unknown)>,
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
    /// The search path was `before`.
    SearchPath { before: Vec<Name> },
    /// An unknown was added.
    Unknown,
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
            dependents: BTreeMap::new(),
            search_path: vec![Name::public()],
            unknown: Vec::new(),
        }
    }

    /// Returns all objects in the order of their keys.
    pub fn objects(&self) -> impl Iterator<Item = (&Key, &Stored)> {
        self.objects.iter()
    }

    /// Returns the object under `key`.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&Stored> {
        self.objects.get(key)
    }

    /// Returns the objects that refer to the one under `key`, directly.
    pub fn dependents<'a>(&'a self, key: &Key) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.dependents.get(key).into_iter().flatten()
    }

    /// Returns the relation called `name`, whatever its kind.
    #[must_use]
    pub fn relation(&self, name: &QualifiedName) -> Option<&Stored> {
        self.find(&Key::Relation(name.clone()))
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

    /// Returns the indexes of `table` that back no constraint.
    pub fn indexes_of<'a>(&'a self, table: &QualifiedName) -> impl Iterator<Item = &'a Arc<Index>> + use<'a> {
        let dependents = self.dependents.get(&Key::Relation(table.clone()));
        dependents.into_iter().flatten().filter_map(|key| match self.find(key) {
            Some(Stored::Index(index)) => Some(index),
            _ => None,
        })
    }

    /// Sets or removes the object under `key`; returns what changed. Refuses nothing.
    pub fn put(&mut self, key: Key, after: Option<Stored>) -> Change {
        let before = match &after {
            Some(stored) => self.objects.insert(key.clone(), stored.clone()),
            None => self.objects.remove(&key),
        };
        for referred in before.as_ref().map(Stored::references).unwrap_or_default() {
            if let Some(dependents) = self.dependents.get_mut(&referred) {
                dependents.remove(&key);
                if dependents.is_empty() {
                    self.dependents.remove(&referred);
                }
            }
        }
        for referred in after.as_ref().map(Stored::references).unwrap_or_default() {
            if referred != key {
                self.dependents.entry(referred).or_default().insert(key.clone());
            }
        }
        Change::Put { key, before, after }
    }

    /// Takes back `changes`, the latest first.
    pub fn undo(&mut self, changes: &[Change]) {
        for change in changes.iter().rev() {
            match change {
                Change::Put { key, before, .. } => {
                    self.put(key.clone(), before.clone());
                }
                Change::SearchPath { before } => self.search_path.clone_from(before),
                Change::Unknown => {
                    self.unknown.pop();
                }
                Change::Rename { .. } => {}
            }
        }
    }
}

impl Stored {
    /// Returns the keys of the objects it refers to; an object without those cannot be.
    #[must_use]
    pub fn references(&self) -> BTreeSet<Key> {
        let mut keys = BTreeSet::new();
        match self {
            Self::Namespace(_) => {}
            Self::Extension(extension) => {
                keys.insert(Key::Namespace(extension.schema.clone()));
            }
            Self::Type(own) => {
                keys.insert(Key::Namespace(own.name.schema.clone()));
                match &own.kind {
                    crate::schema::TypeKind::Domain { base, .. } => refer_to_type(base, &mut keys),
                    crate::schema::TypeKind::Composite { attributes } => {
                        attributes.iter().for_each(|(_, data_type)| refer_to_type(data_type, &mut keys));
                    }
                    _ => {}
                }
            }
            Self::Table(table) => refer_from_table(table, &mut keys),
            Self::Index(index) => {
                keys.insert(Key::Relation(index.table.clone()));
            }
            Self::Sequence(sequence) => {
                keys.insert(Key::Namespace(sequence.name.schema.clone()));
                keys.extend(sequence.owned_by.iter().map(|(table, _)| Key::Relation(table.clone())));
            }
            Self::View(view) => {
                keys.insert(Key::Namespace(view.name.schema.clone()));
                keys.extend(view.reads.iter().map(|(relation, _)| Key::Relation(relation.clone())));
            }
            Self::Routine(routine) => {
                keys.insert(Key::Namespace(routine.name.schema.clone()));
                routine.arguments.iter().for_each(|argument| refer_to_type(argument, &mut keys));
            }
            Self::Other(other) => {
                keys.insert(Key::Namespace(other.name.schema.clone()));
                keys.extend(other.table.iter().map(|table| Key::Relation(table.clone())));
            }
        }
        keys
    }
}

fn refer_from_table(table: &Table, keys: &mut BTreeSet<Key>) {
    keys.insert(Key::Namespace(table.name.schema.clone()));
    keys.extend(table.inherits.iter().map(|parent| Key::Relation(parent.clone())));
    keys.extend(table.partition.iter().map(|partition| Key::Relation(partition.parent.clone())));
    for column in &table.columns {
        refer_to_type(&column.data_type, keys);
        for expression in column.default.iter().chain(&column.generated) {
            refer_from_expression(expression, keys);
        }
    }
    for constraint in table.constraints.values() {
        match &constraint.kind {
            ConstraintKind::ForeignKey(foreign_key) => {
                keys.insert(Key::Relation(foreign_key.table.clone()));
            }
            ConstraintKind::Check { expression, .. } => refer_from_expression(expression, keys),
            _ => {}
        }
    }
}

fn refer_from_expression(expression: &crate::schema::Expression, keys: &mut BTreeSet<Key>) {
    use crate::schema::Part;
    for part in &expression.parts {
        match part {
            Part::Sequence(name) => keys.insert(Key::Relation(name.clone())),
            Part::Type(name) => keys.insert(Key::Type(name.clone())),
            _ => false,
        };
    }
}

fn refer_to_type(data_type: &DataType, keys: &mut BTreeSet<Key>) {
    keys.extend(data_type.user_type().map(|name| Key::Type(name.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Column, IndexKey};

    #[test]
    fn undo_takes_everything_back() {
        let mut schema = Schema::default();
        let name = QualifiedName::public("t");
        let mut table = Table::new(name.clone());
        table.columns.push(Column::new(Name::folded("a"), DataType::builtin("integer")));
        let index = Index {
            name: QualifiedName::public("ix"),
            table: name.clone(),
            method: Name::folded("btree"),
            keys: vec![IndexKey::column(Name::folded("a"))],
            include: Vec::new(),
            unique: false,
            nulls_distinct: true,
            predicate: None,
            options: Vec::new(),
            valid: true,
            comment: None,
            inherited: false,
        };
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
