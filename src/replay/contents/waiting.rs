//! Tables whose triggers of deferred foreign keys wait for the end of the transaction.

use crate::name::QualifiedName;
use std::collections::BTreeMap;

/// Each of them, and whether that is sure.
#[derive(Clone, Debug, Default)]
pub(in crate::replay) struct Waiting {
    tables: BTreeMap<QualifiedName, bool>,
    /// Whether `SET CONSTRAINTS` may have changed what is deferred.
    pub is_set: bool,
}

impl Waiting {
    /// Returns whether triggers of a table surely wait; nothing where none do.
    pub fn of(&self, table: &QualifiedName) -> Option<bool> {
        self.tables.get(table).copied()
    }

    /// Notes that triggers of a table wait, or may.
    pub fn add(&mut self, table: &QualifiedName, is_sure: bool) {
        *self.tables.entry(table.clone()).or_default() |= is_sure;
    }

    /// Notes that none may wait any more.
    pub fn doubt(&mut self) {
        self.tables.values_mut().for_each(|is_sure| *is_sure = false);
    }

    /// Notes that constraints may be deferred, or not, as they were not before.
    pub fn set(&mut self) {
        self.doubt();
        self.is_set = true;
    }

    /// Moves what is known of a table that has another name now.
    pub fn rename(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let own = self.tables.remove(from);
        self.tables.extend(own.map(|own| (to.clone(), own)));
    }

    /// Keeps as sure only what both are sure of.
    pub fn join(&mut self, other: &Self) {
        for (table, is_sure) in &mut self.tables {
            *is_sure &= other.of(table) == Some(true);
        }
        for table in other.tables.keys().filter(|own| self.of(own).is_none()).cloned().collect::<Vec<_>>() {
            self.tables.insert(table, false);
        }
        self.is_set |= other.is_set;
    }
}
