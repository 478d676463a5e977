//! One operation being carried out: every mutation passes through here and is recorded. Refuses nothing.

use crate::name::{Name, QualifiedName};
use crate::operation::Lasting;
use crate::schema::{
    Change, Index, Key, ObjectId, Routine, Schema, Sequence, Stored, Table, Touched, Type, Unknown, View,
};
use std::ops::Deref;
use std::sync::Arc;

/// A schema and what was changed in it so far. Reading goes straight to the schema.
pub(super) struct Edit<'a> {
    schema: &'a mut Schema,
    pub changes: Vec<Change>,
}

impl Deref for Edit<'_> {
    type Target = Schema;

    fn deref(&self) -> &Schema {
        self.schema
    }
}

impl<'a> Edit<'a> {
    pub fn new(schema: &'a mut Schema) -> Self {
        Self { schema, changes: Vec::new() }
    }

    pub fn put(&mut self, key: Key, stored: Stored) {
        let change = self.schema.put(key, Some(stored));
        self.changes.push(change);
    }

    pub fn remove(&mut self, key: Key) {
        let change = self.schema.put(key, None);
        self.changes.push(change);
    }

    pub fn put_table(&mut self, table: Table) {
        self.put(Key::Relation(table.name.clone()), Stored::Table(Arc::new(table)));
    }

    pub fn put_index(&mut self, index: Index) {
        self.put(Key::Relation(index.name.clone()), Stored::Index(Arc::new(index)));
    }

    pub fn put_sequence(&mut self, sequence: Sequence) {
        self.put(Key::Relation(sequence.name.clone()), Stored::Sequence(Arc::new(sequence)));
    }

    pub fn put_view(&mut self, view: View) {
        self.put(Key::Relation(view.name.clone()), Stored::View(Arc::new(view)));
    }

    pub fn put_type(&mut self, own: Type) {
        self.put(Key::Type(own.name.clone()), Stored::Type(Arc::new(own)));
    }

    pub fn put_routine(&mut self, routine: Routine) {
        let key = Key::Routine(routine.name.clone(), routine.argument_types());
        self.put(key, Stored::Routine(Arc::new(routine)));
    }

    /// Changes the table called `name`; does nothing where there is none.
    pub fn change_table(&mut self, name: &QualifiedName, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.schema.table(name) {
            let mut table = Table::clone(table);
            change(&mut table);
            self.put_table(table);
        }
    }

    /// Records that an object keeps its identity under another name; the puts that carry it out come after.
    pub fn rename(&mut self, from: ObjectId, to: ObjectId) {
        self.changes.push(Change::Rename { from, to });
    }

    pub fn set_search_path(&mut self, path: Vec<Name>, lasting: Lasting) {
        let change = self.schema.set_search_path(path, lasting);
        self.changes.push(change);
    }

    pub fn add_unknown(&mut self, touched: Touched, unknown: Unknown) {
        self.schema.unknown.push((touched.clone(), unknown.clone()));
        self.changes.push(Change::Unknown { touched, unknown });
    }

    /// Returns the tables that inherit from `parent` or are its partitions, directly.
    pub fn children(&self, parent: &QualifiedName) -> Vec<QualifiedName> {
        self.schema.children(parent).map(|table| table.name.clone()).collect()
    }
}
