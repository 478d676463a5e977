//! A table or column that is missing, and one that no revision makes and that is like it: somebody may have renamed it, rows
//! and all. A guess that a person must look at, and that keeps a plan from making an empty one beside it.

use crate::audit::lineage::Position;
use crate::audit::presence::RevisionAudit;
use crate::name::Name;
use crate::schema::{Attribute, ObjectId, Schema, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What is missing, by the name it should have, each with what is like it.
pub type Lookalikes = BTreeMap<ObjectId, Vec<ObjectId>>;

/// Returns those of `strangers` that are like what is missing in `position`: tables with columns of the same names, and
/// columns of the same table and type.
pub fn lookalikes(
    revisions: &[RevisionAudit],
    position: &Position,
    (expected, actual): (&Schema, &Schema),
    strangers: &[ObjectId],
) -> Lookalikes {
    let inside = revisions.iter().filter(|audit| position.contains(&audit.number));
    let missing = inside.flat_map(RevisionAudit::missing).filter(|effect| {
        effect.attribute == Attribute::Existence && effect.expected.is_some() && effect.actual.is_none()
    });
    let named = missing.map(|effect| effect.renamed(position).unwrap_or(&effect.object));
    let found = named.map(|object| {
        let alike = strangers.iter().filter(|stranger| is_alike(object, expected, stranger, actual));
        (object.clone(), alike.cloned().collect())
    });
    found.filter(|(_, alike): &(_, Vec<ObjectId>)| !alike.is_empty()).collect()
}

fn is_alike(missing: &ObjectId, expected: &Schema, stranger: &ObjectId, actual: &Schema) -> bool {
    match (missing, stranger) {
        (ObjectId::Table(missing), ObjectId::Table(stranger)) => {
            let (Some(missing), Some(stranger)) = (expected.table(missing), actual.table(stranger)) else {
                return false;
            };
            !missing.columns.is_empty() && names(missing) == names(stranger)
        }
        (ObjectId::Column(table, missing), ObjectId::Column(home, stranger)) if table == home => {
            let missing = expected.table(table).and_then(|table| table.column(missing));
            let stranger = actual.table(home).and_then(|table| table.column(stranger));
            missing.zip(stranger).is_some_and(|(missing, stranger)| missing.data_type == stranger.data_type)
        }
        _ => false,
    }
}

fn names(table: &Table) -> BTreeSet<&Name> {
    table.columns.iter().map(|column| &column.name).collect()
}
