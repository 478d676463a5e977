//! Types and functions that are missing: everything else stands on them.

use super::Repair;
use crate::name::QualifiedName;
use crate::plan::{Safety, create};
use crate::schema::{Key, ObjectId, Stored, TypeKind};
use std::collections::BTreeSet;

impl Repair<'_> {
    pub(super) fn make_types(&mut self, wanted: &BTreeSet<ObjectId>) {
        // A domain or composite type may stand on another missing type: those without needs come first.
        let mut open: Vec<&QualifiedName> = wanted
            .iter()
            .filter_map(|object| match object {
                ObjectId::Type(name) => Some(name),
                _ => None,
            })
            .collect();
        open.sort_by_key(|name| match self.expected().type_named(name).map(|own| &own.kind) {
            Some(TypeKind::Domain { .. }) => 1,
            Some(TypeKind::Composite { .. }) => 2,
            _ => 0,
        });
        for name in open {
            if let Some(operations) = self.expected().type_named(name).and_then(|own| create::user_type(own)) {
                self.push(&ObjectId::Type(name.clone()), operations, Safety::Safe);
            }
        }
    }

    pub(super) fn make_routines(&mut self, wanted: &BTreeSet<ObjectId>) {
        for object in wanted {
            if let ObjectId::Function(name, arguments) = object
                && let Some(Stored::Routine(routine)) =
                    self.expected().find(&Key::Routine(name.clone(), arguments.clone()))
            {
                self.push(object, vec![create::routine(routine)], Safety::Review);
            }
        }
    }
}
