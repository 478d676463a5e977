//! The tables that a history stands on: revisions use them, and no revision makes them. Where they are not in the database
//! either, every upgrade stops at the first revision that uses one.

use crate::audit::lineage::Position;
use crate::replay::Replay;
use crate::schema::{Attribute, Effect, Key, ObjectId, Schema};
use crate::source::Place;
use std::collections::BTreeSet;

/// A table that is nowhere.
#[derive(Clone, Debug)]
pub struct Missing {
    pub object: ObjectId,
    /// The first revision that uses it.
    pub revision: usize,
    pub place: Option<Place>,
}

/// Returns the tables that `catalog` lacks, where a revision beyond `position` uses them, or one within leaves them there. What
/// has the name that a revision gives such a table is that table.
pub fn missing(replay: &Replay, catalog: &Schema, position: &Position) -> Vec<Missing> {
    let lacks = |object: &ObjectId| match object {
        ObjectId::Table(name) => {
            catalog.find(&Key::Namespace(name.schema.clone())).is_some()
                && catalog.find(&Key::Relation(name.clone())).is_none()
                && catalog.doubt_about(object).is_none()
        }
        _ => false,
    };
    let stays = |object: &ObjectId| matches!(object, ObjectId::Table(name) if replay.schema.find(&Key::Relation(name.clone())).is_some());
    let all = replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects);
    let moved: BTreeSet<&ObjectId> = all
        .filter_map(|effect| match effect {
            Effect::Renamed { from, to: ObjectId::Table(to) } => {
                catalog.find(&Key::Relation(to.clone())).is_some().then_some(from)
            }
            _ => None,
        })
        .collect();
    let ran = replay.revisions.iter().enumerate().filter(|(number, _)| position.contains(number));
    let effects = ran.flat_map(|(_, own)| &own.steps).flat_map(|step| &step.effects);
    let given_up: BTreeSet<&ObjectId> = effects
        .filter_map(|effect| match effect {
            Effect::Renamed { from, .. } => Some(from),
            Effect::Set { object, attribute: Attribute::Existence, after: None, .. } => Some(object),
            _ => None,
        })
        .collect();
    let uses = replay.revisions.iter().enumerate().flat_map(|(revision, own)| {
        let uses = own.unrecorded.iter();
        uses.map(move |(object, unknown)| Missing { object: object.clone(), revision, place: unknown.place.clone() })
    });
    uses.filter(|own| {
        lacks(&own.object)
            && !moved.contains(&own.object)
            && (!position.contains(&own.revision) || stays(&own.object) && !given_up.contains(&own.object))
    })
    .collect()
}
