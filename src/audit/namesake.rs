//! Tables that have the name of one of the history's, and little else of it: another application's, as it seems. What is
//! missing of them is not to be added.

use crate::audit::evidence::Evidence;
use crate::audit::presence::RevisionAudit;
use crate::name::QualifiedName;
use crate::schema::{Attribute, ObjectId};
use crate::source::Place;
use crate::timeline::{Event, Timelines};
use std::collections::BTreeMap;

/// A table that hardly is what a revision makes.
#[derive(Clone, Debug)]
pub struct Namesake {
    pub table: QualifiedName,
    /// The revision that makes a table of this name.
    pub revision: usize,
    pub place: Place,
    /// How many of the columns that it is made with are there, and how many are not.
    pub present: usize,
    pub absent: usize,
    /// How many columns it has that no revision adds.
    pub strange: usize,
}

/// Returns the tables of which most columns that they are made with are missing, while they have others that no revision
/// adds: `strangers`.
pub fn namesakes<'a>(
    timelines: &Timelines,
    revisions: impl Iterator<Item = &'a RevisionAudit>,
    strangers: &[ObjectId],
) -> Vec<Namesake> {
    let mut strange: BTreeMap<&QualifiedName, usize> = BTreeMap::new();
    for object in strangers {
        if let ObjectId::Column(table, _) = object {
            *strange.entry(table).or_default() += 1;
        }
    }
    let mut found: BTreeMap<&QualifiedName, Namesake> = BTreeMap::new();
    for effect in revisions.flat_map(|own| &own.effects) {
        let ObjectId::Column(table, _) = timelines.life(effect.life).last_name() else { continue };
        let is_made = |own: &Event| own.moment == effect.moment && own.before.is_none();
        let table_is_made = || {
            let lives = timelines.named.get(&ObjectId::Table(table.clone())).into_iter().flatten();
            lives.flat_map(|life| timelines.life(*life).events(&Attribute::Existence)).any(is_made)
        };
        let Some(strange) = strange.get(table).copied() else { continue };
        if effect.attribute != Attribute::Existence || effect.expected.is_none() || !table_is_made() {
            continue;
        }
        let own = found.entry(table).or_insert_with(|| Namesake {
            table: table.clone(),
            revision: effect.moment.0,
            place: effect.place.clone(),
            present: 0,
            absent: 0,
            strange,
        });
        match effect.evidence {
            Evidence::Present => own.present += 1,
            Evidence::Absent if !effect.implied => own.absent += 1,
            _ => {}
        }
    }
    found.into_values().filter(|own| own.absent > own.present.max(1)).collect()
}
