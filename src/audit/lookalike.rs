//! A table, column or enum that is missing, and one that no revision makes and that is like it: somebody may have renamed it, rows
//! and all. A guess that a person must look at, and that keeps a plan from making an empty one beside it.

use crate::audit::lineage::Position;
use crate::audit::presence::{Presence, RevisionAudit};
use crate::name::{Name, QualifiedName};
use crate::schema::{Attribute, DataType, ObjectId, Schema, Stored, Table, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// What is missing, by the name it should have, each with what is like it.
pub type Lookalikes = BTreeMap<ObjectId, Vec<ObjectId>>;

/// Returns those of `strangers` that are like what is missing in `position`: tables with columns of the same names, and
/// columns of the same table and type; and tables that what is missing would hide on the search path.
pub fn lookalikes(
    revisions: &[RevisionAudit],
    position: &Position,
    (expected, actual): (&Schema, &Schema),
    strangers: &[ObjectId],
) -> Lookalikes {
    let (mut tables, mut columns) = (BTreeMap::new(), BTreeMap::new());
    for stranger in strangers {
        let like = match stranger {
            ObjectId::Table(name) => actual.table(name).map(|own| tables.entry(names(own)).or_insert_with(Vec::new)),
            ObjectId::Column(table, _) => Some(columns.entry(table).or_insert_with(Vec::new)),
            _ => None,
        };
        like.into_iter().for_each(|like| like.push(stranger.clone()));
    }
    // Pending revisions may change what is missing: the head has other names and types than the position.
    let columns_there = columns_there(revisions, position);
    let types = types_there(revisions, position, expected);
    let enums = strange_enums(expected, actual);
    let alike = |missing: &ObjectId| match missing {
        ObjectId::Table(name) => {
            let at_head = expected.table(name).map(|own| names(own));
            let mut alike: Vec<ObjectId> =
                columns_there.get(name).and_then(|own| tables.get(own).cloned()).unwrap_or_default();
            let at_head = at_head.and_then(|own| tables.get(&own).cloned()).unwrap_or_default();
            alike.extend(at_head.into_iter().filter(|own| !alike.contains(own)).collect::<Vec<_>>());
            let hidden = hidden_by(name, actual).map(ObjectId::Table);
            let new: Vec<ObjectId> = hidden.filter(|own| !alike.contains(own)).collect();
            alike.extend(new);
            Some(alike)
        }
        ObjectId::Column(table, _) => {
            let is_same = |stranger: &ObjectId| match types.get(missing) {
                Some(Some(of)) => type_of(actual, stranger) == Some(of),
                // A pending revision drops it, or gives it another type.
                _ => true,
            };
            columns.get(table).map(|all| all.iter().filter(|own| is_same(own)).cloned().collect())
        }
        ObjectId::Type(name) => {
            let TypeKind::Enum { labels } = &expected.type_named(name)?.kind else { return None };
            enums.get(labels).cloned()
        }
        _ => None,
    };
    let inside = revisions.iter().filter(|audit| is_due(audit, position));
    let missing = inside.flat_map(RevisionAudit::missing).filter(|effect| {
        effect.attribute == Attribute::Existence && effect.expected.is_some() && effect.actual.is_none()
    });
    let named = missing.map(|effect| effect.renamed(position).unwrap_or(&effect.object));
    let found = named.filter_map(|object| Some((object.clone(), alike(object)?)));
    found.filter(|(_, alike): &(_, Vec<ObjectId>)| !alike.is_empty()).collect()
}

/// Returns the enums that no revision makes, by their labels.
fn strange_enums<'a>(expected: &Schema, actual: &'a Schema) -> BTreeMap<&'a Vec<String>, Vec<ObjectId>> {
    let mut enums: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (_, stored) in actual.objects() {
        if let Stored::Type(own) = stored
            && let TypeKind::Enum { labels } = &own.kind
            && expected.type_named(&own.name).is_none()
        {
            enums.entry(labels).or_default().push(ObjectId::Type(own.name.clone()));
        }
    }
    enums
}

/// Returns whether what a revision makes should be there: it is in the position, or was begun.
fn is_due(audit: &RevisionAudit, position: &Position) -> bool {
    position.contains(&audit.number) || audit.presence == Presence::Partial
}

/// Returns the columns that a position has, by the names that they have there.
fn columns_there<'a>(
    revisions: &'a [RevisionAudit],
    position: &'a Position,
) -> BTreeMap<&'a QualifiedName, BTreeSet<&'a Name>> {
    let mut there: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let due = revisions.iter().filter(|audit| is_due(audit, position)).flat_map(|audit| &audit.effects);
    for effect in due.filter(|effect| effect.attribute == Attribute::Existence) {
        let ObjectId::Column(table, name) = effect.renamed(position).unwrap_or(&effect.object) else { continue };
        let columns = there.entry(table).or_default();
        if effect.expected.is_some() {
            columns.insert(name);
        } else {
            columns.remove(name);
        }
    }
    there
}

/// Returns the types of missing columns: those of the head, by the name that each has there, where no revision between
/// changes them.
fn types_there<'a>(
    revisions: &'a [RevisionAudit],
    position: &'a Position,
    head: &'a Schema,
) -> BTreeMap<&'a ObjectId, Option<&'a DataType>> {
    let pending = revisions.iter().filter(|audit| !is_due(audit, position)).flat_map(|audit| &audit.effects);
    let changed: BTreeSet<_> = pending.filter(|own| own.attribute == Attribute::Type).map(|own| own.life).collect();
    let due = revisions.iter().filter(|audit| is_due(audit, position)).flat_map(|audit| &audit.effects);
    let made = due.filter(|own| own.attribute == Attribute::Existence && own.expected.is_some());
    let typed = made.map(|own| {
        let at_head = own.later.last().map_or(&own.object, |(_, name)| name);
        let of = type_of(head, at_head).filter(|_| !changed.contains(&own.life));
        (own.renamed(position).unwrap_or(&own.object), of)
    });
    typed.collect()
}

/// The tables of the same name that the search path finds now, and that a new one might hide.
fn hidden_by<'a>(name: &'a QualifiedName, actual: &'a Schema) -> impl Iterator<Item = QualifiedName> + 'a {
    let others = actual.search_path.iter().filter(|schema| **schema != name.schema);
    others.map(|schema| QualifiedName::new(schema.clone(), name.name.clone())).filter(|own| actual.table(own).is_some())
}

fn names(table: &Table) -> BTreeSet<&Name> {
    table.columns.iter().map(|column| &column.name).collect()
}

fn type_of<'a>(schema: &'a Schema, column: &ObjectId) -> Option<&'a DataType> {
    let ObjectId::Column(table, name) = column else { return None };
    schema.table(table)?.column(name).map(|own| &own.data_type)
}
