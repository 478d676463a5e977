//! A table or column that is missing, and one that no revision makes and that is like it: somebody may have renamed it, rows
//! and all. A guess that a person must look at, and that keeps a plan from making an empty one beside it.

use crate::audit::lineage::Position;
use crate::audit::presence::RevisionAudit;
use crate::name::{Name, QualifiedName};
use crate::schema::{Attribute, DataType, ObjectId, Schema, Table};
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
    let alike = |missing: &ObjectId| match missing {
        ObjectId::Table(name) => {
            let mut alike = expected.table(name).and_then(|own| tables.get(&names(own)).cloned()).unwrap_or_default();
            let hidden = hidden_by(name, actual).map(ObjectId::Table);
            let new: Vec<ObjectId> = hidden.filter(|own| !alike.contains(own)).collect();
            alike.extend(new);
            Some(alike)
        }
        ObjectId::Column(table, _) => {
            let is_same = |stranger: &ObjectId| type_of(expected, missing) == type_of(actual, stranger);
            columns.get(table).map(|all| all.iter().filter(|own| is_same(own)).cloned().collect())
        }
        _ => None,
    };
    let inside = revisions.iter().filter(|audit| position.contains(&audit.number));
    let missing = inside.flat_map(RevisionAudit::missing).filter(|effect| {
        effect.attribute == Attribute::Existence && effect.expected.is_some() && effect.actual.is_none()
    });
    let named = missing.map(|effect| effect.renamed(position).unwrap_or(&effect.object));
    let found = named.filter_map(|object| Some((object.clone(), alike(object)?)));
    found.filter(|(_, alike): &(_, Vec<ObjectId>)| !alike.is_empty()).collect()
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
