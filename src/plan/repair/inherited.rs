//! What partitions and inheriting tables get with their parent's: PostgreSQL makes it there as well, and refuses it alone.

use crate::name::QualifiedName;
use crate::schema::{Constraint, ObjectId, Schema};
use std::collections::BTreeSet;

/// Returns whether making what is `wanted` of its table's parent makes `object`, too; `actual` is what the database has.
pub(super) fn comes_with_parent(
    object: &ObjectId,
    wanted: &BTreeSet<ObjectId>,
    (expected, actual): (&Schema, &Schema),
) -> bool {
    let Some(table) = table_of(object, expected) else { return false };
    let Some(there) = actual.table(&table) else { return false };
    there.parents().any(|parent| {
        wanted.iter().any(|own| table_of(own, expected).as_ref() == Some(parent) && is_like(object, own, expected))
    })
}

fn table_of(object: &ObjectId, expected: &Schema) -> Option<QualifiedName> {
    match object {
        ObjectId::Index(name) => Some(expected.index(name)?.table.clone()),
        ObjectId::Column(table, _) | ObjectId::Constraint(table, _) => Some(table.clone()),
        _ => None,
    }
}

/// Whether `object` came from `parents`, which is what its table's parent has.
fn is_like(object: &ObjectId, parents: &ObjectId, expected: &Schema) -> bool {
    match (object, parents) {
        (ObjectId::Column(table, name), ObjectId::Column(_, own)) => {
            name == own && expected.table(table).and_then(|table| table.column(name)).is_some_and(|own| own.inherited)
        }
        (ObjectId::Constraint(..), ObjectId::Constraint(..)) => {
            match (constraint(object, expected), constraint(parents, expected)) {
                (Some(own), Some(parents)) => own.inherited && own.kind == parents.kind,
                _ => false,
            }
        }
        (ObjectId::Index(own), ObjectId::Index(parents)) => match (expected.index(own), expected.index(parents)) {
            (Some(own), Some(parents)) => {
                own.inherited
                    && own.method == parents.method
                    && own.keys == parents.keys
                    && own.unique == parents.unique
            }
            _ => false,
        },
        _ => false,
    }
}

fn constraint<'a>(object: &ObjectId, expected: &'a Schema) -> Option<&'a Constraint> {
    let ObjectId::Constraint(table, name) = object else { return None };
    expected.table(table)?.constraints.get(name)
}
