//! The tables that a history stands on, and their columns: revisions use them, and no revision makes them. Where they are
//! not in the database either, every upgrade stops at the first revision that uses one.

use crate::audit::lineage::Position;
use crate::replay::Replay;
use crate::schema::{Attribute, Effect, Key, ObjectId, Schema, Touched};
use crate::source::Place;
use std::collections::BTreeSet;

/// A table, or a column of one, that is nowhere.
#[derive(Clone, Debug)]
pub struct Missing {
    pub object: ObjectId,
    /// The first revision that uses it.
    pub revision: usize,
    pub place: Option<Place>,
}

/// Returns the tables and columns that `catalog` lacks, where a revision beyond `claimed` uses them, or one within leaves them
/// there: the version table may be right about those beyond the position, and a step that could not be read have taken away
/// what is absent. What has the name that a revision gives such an object is that object.
pub fn missing(replay: &Replay, catalog: &Schema, claimed: &Position) -> Vec<Missing> {
    let moved: BTreeSet<&ObjectId> = effects(replay)
        .filter_map(|effect| match effect {
            Effect::Renamed { from, to } => is_there(catalog, to).then_some(from),
            _ => None,
        })
        .collect();
    let ran = replay.revisions.iter().enumerate().filter(|(number, _)| claimed.contains(number));
    let done = ran.flat_map(|(_, own)| &own.steps).flat_map(|step| &step.effects);
    let given_up: BTreeSet<&ObjectId> = done
        .filter_map(|effect| match effect {
            Effect::Renamed { from, .. } => Some(from),
            Effect::Set { object, attribute: Attribute::Existence, after: None, .. } => Some(object),
            _ => None,
        })
        .collect();
    let unread: Vec<&Touched> = effects(replay)
        .filter_map(|effect| match effect {
            Effect::Unknown { touched, .. } => Some(touched),
            _ => None,
        })
        .collect();
    let has = |known: &BTreeSet<&ObjectId>, object: &ObjectId| {
        let table = object.table().map(|own| ObjectId::Table(own.clone()));
        known.contains(object) || table.is_some_and(|own| known.contains(&own))
    };
    let uses = replay.revisions.iter().enumerate().flat_map(|(revision, own)| {
        let uses = own.unrecorded.iter().chain(&own.older_columns);
        uses.map(move |(object, unknown)| Missing { object: object.clone(), revision, place: unknown.place.clone() })
    });
    uses.filter(|own| {
        lacks(catalog, &own.object)
            && !has(&moved, &own.object)
            && (!claimed.contains(&own.revision)
                || is_left(replay, &unread, &own.object) && !has(&given_up, &own.object))
    })
    .collect()
}

fn effects(replay: &Replay) -> impl Iterator<Item = &Effect> {
    replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects)
}

fn is_there(schema: &Schema, object: &ObjectId) -> bool {
    match object {
        ObjectId::Table(name) => schema.find(&Key::Relation(name.clone())).is_some(),
        ObjectId::Column(table, name) => schema.table(table).is_some_and(|table| table.column(name).is_some()),
        _ => false,
    }
}

/// Whether it is missing where there is a place for it.
fn lacks(catalog: &Schema, object: &ObjectId) -> bool {
    let has_home = match object {
        ObjectId::Table(name) => catalog.find(&Key::Namespace(name.schema.clone())).is_some(),
        ObjectId::Column(table, _) => catalog.table(table).is_some(),
        _ => false,
    };
    has_home && !is_there(catalog, object) && catalog.doubt_about(object).is_none()
}

/// Whether the history leaves it there: nothing that could not be read may have taken it away.
fn is_left(replay: &Replay, unread: &[&Touched], object: &ObjectId) -> bool {
    is_there(&replay.schema, object) && !unread.iter().any(|touched| touched.covers(object))
}
