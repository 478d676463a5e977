//! A table with everything that lives and dies with it, except its indexes and sequences, which are relations.

use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Constraint, Expression, Policy, Trigger};
use std::collections::BTreeMap;

/// A table as `pg_class` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: QualifiedName,
    /// In the order of their numbers; the order is not compared.
    pub columns: Vec<Column>,
    pub constraints: BTreeMap<Name, Constraint>,
    pub triggers: BTreeMap<Name, Trigger>,
    pub policies: BTreeMap<Name, Policy>,
    pub persistence: Persistence,
    pub row_security: RowSecurity,
    /// The canonical text after `PARTITION BY`.
    pub partition_by: Option<String>,
    pub partition: Option<Partition>,
    /// The tables of `INHERITS`.
    pub inherits: Vec<QualifiedName>,
    /// A foreign table's server.
    pub server: Option<Name>,
    pub comment: Option<String>,
}

/// Whether a table outlives a crash, or the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Persistence {
    #[default]
    Permanent,
    Unlogged,
    Temporary,
}

/// `ENABLE` and `FORCE ROW LEVEL SECURITY`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowSecurity {
    #[default]
    Disabled,
    Enabled,
    Forced,
    /// `FORCE` without `ENABLE`, which is kept but has no effect.
    ForcedOnly,
}

/// The place of a partition in its parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    pub parent: QualifiedName,
    /// `FOR VALUES …` or `DEFAULT`.
    pub bound: Expression,
}

impl Table {
    /// Returns an empty permanent table.
    #[must_use]
    pub fn new(name: QualifiedName) -> Self {
        Self {
            name,
            columns: Vec::new(),
            constraints: BTreeMap::new(),
            triggers: BTreeMap::new(),
            policies: BTreeMap::new(),
            persistence: Persistence::Permanent,
            row_security: RowSecurity::Disabled,
            partition_by: None,
            partition: None,
            inherits: Vec::new(),
            server: None,
            comment: None,
        }
    }

    /// Returns the column called `name`.
    #[must_use]
    pub fn column(&self, name: &Name) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == *name)
    }

    /// Returns the column called `name`, to change it.
    pub fn column_mut(&mut self, name: &Name) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| column.name == *name)
    }

    /// Returns whether it is partitioned, and nobody knows by what.
    #[must_use]
    pub fn is_key_unknown(&self) -> bool {
        self.partition_by.as_deref() == Some("")
    }

    /// Returns the tables it inherits from, and the one it is a partition of.
    pub fn parents(&self) -> impl Iterator<Item = &QualifiedName> {
        self.inherits.iter().chain(self.partition.as_ref().map(|own| &own.parent))
    }

    /// Returns the table without the columns, constraints, triggers and policies that `other` has alike.
    pub(super) fn without_parts_of(&self, other: &Self) -> Self {
        Self {
            columns: without_columns(&self.columns, &other.columns),
            constraints: without(&self.constraints, &other.constraints),
            triggers: without(&self.triggers, &other.triggers),
            policies: without(&self.policies, &other.policies),
            name: self.name.clone(),
            partition_by: self.partition_by.clone(),
            partition: self.partition.clone(),
            inherits: self.inherits.clone(),
            server: self.server.clone(),
            comment: self.comment.clone(),
            ..*self
        }
    }
}

/// Columns mostly stand in the same order: each is looked for behind the one before.
fn without_columns(columns: &[Column], others: &[Column]) -> Vec<Column> {
    let mut next = 0;
    let differs = |column: &&Column| {
        let at = |other: &Column| other.name == column.name;
        let behind = others.get(next..).and_then(|rest| rest.iter().position(at)).map(|found| next + found);
        let Some(found) = behind.or_else(|| others.iter().position(at)) else { return true };
        next = found + 1;
        others.get(found) != Some(*column)
    };
    columns.iter().filter(differs).cloned().collect()
}

fn without<T: Clone + PartialEq>(parts: &BTreeMap<Name, T>, others: &BTreeMap<Name, T>) -> BTreeMap<Name, T> {
    let differing = parts.iter().filter(|(name, part)| others.get(*name) != Some(part));
    differing.map(|(name, part)| (name.clone(), part.clone())).collect()
}
