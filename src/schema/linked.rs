//! What the store finds an object by: its names, and whose index or child it is. What it refers to is in `schema::reference`.

use crate::name::{Name, QualifiedName};
use crate::schema::{Key, Stored, TypeKind};
use std::collections::BTreeSet;

impl Key {
    /// Returns the name of a relation or type, without its schema.
    pub(super) fn name(&self) -> Option<&Name> {
        match self {
            Self::Relation(full) | Self::Type(full) => Some(&full.name),
            _ => None,
        }
    }
}

impl Stored {
    /// Returns how many parts a copy of the object copies.
    #[must_use]
    pub fn parts(&self) -> usize {
        match self {
            Self::Table(own) => 1 + own.columns.len() + own.constraints.len() + own.triggers.len() + own.policies.len(),
            Self::Type(own) => match &own.kind {
                TypeKind::Enum { labels } => 1 + labels.len(),
                TypeKind::Composite { attributes } => 1 + attributes.len(),
                TypeKind::Domain { constraints, .. } => 1 + constraints.len(),
                TypeKind::Range { .. } | TypeKind::Base => 1,
            },
            _ => 1,
        }
    }

    pub(super) fn is_worded(&self) -> bool {
        match self {
            Self::View(_) | Self::Routine(_) => true,
            Self::Type(own) => matches!(own.kind, TypeKind::Domain { .. }),
            Self::Table(table) => !table.policies.is_empty(),
            _ => false,
        }
    }

    pub(super) fn constraint_names(&self) -> BTreeSet<QualifiedName> {
        let (owner, constraints) = match self {
            Self::Table(table) => (&table.name, &table.constraints),
            Self::Type(own) => match &own.kind {
                TypeKind::Domain { constraints, .. } => (&own.name, constraints),
                _ => return BTreeSet::new(),
            },
            _ => return BTreeSet::new(),
        };
        constraints.keys().map(|name| owner.sibling(name.clone())).collect()
    }

    /// Returns the relation that it is an index of.
    pub(super) fn indexed(&self) -> BTreeSet<QualifiedName> {
        match self {
            Self::Index(index) => BTreeSet::from([index.table.clone()]),
            _ => BTreeSet::new(),
        }
    }

    /// Returns the tables that it inherits from or is a partition of.
    pub(super) fn parents(&self) -> BTreeSet<QualifiedName> {
        match self {
            Self::Table(table) => table.parents().cloned().collect(),
            _ => BTreeSet::new(),
        }
    }
}
