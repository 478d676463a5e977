//! What is in the database and no revision makes for certain: nobody's, or what a step that could not be read may have made.

use crate::audit::lineage::Position;
use crate::audit::live::Live;
use crate::audit::tenants;
use crate::catalog::Catalog;
use crate::replay::Replay;
use crate::schema::{ObjectId, Touched};
use crate::source::Place;
use crate::timeline::{Reach, Taint, Timelines};
use std::collections::BTreeSet;

/// An object that, of all revisions, only some beyond the position can have made, each in a step that could not be read.
#[derive(Clone, Debug)]
pub struct PerhapsMade {
    pub object: ObjectId,
    /// The first of them.
    pub revision: usize,
    pub place: Option<Place>,
}

/// Returns the tables that no revision makes, and such columns of the tables that one makes. What an unknown step can have
/// made is not counted, nor what comes with a table that is itself unexplained.
pub fn strangers(timelines: &Timelines, live: &Live, replay: &Replay, catalog: &Catalog) -> Vec<ObjectId> {
    let (mut objects, mut tables) = (BTreeSet::new(), BTreeSet::new());
    for (touched, _) in replay.schema.unknown.iter() {
        match touched {
            Touched::Object(own) => _ = objects.insert(own),
            Touched::Table(table) => _ = tables.insert(table),
            Touched::Everything => {}
        }
    }
    let excused =
        |object: &ObjectId| objects.contains(object) || object.table().is_some_and(|table| tables.contains(table));
    unmade(timelines, live, catalog).filter(|object| !excused(object)).cloned().collect()
}

/// Returns what only a revision beyond `position` can have made: it was begun, or somebody's hands made it.
pub fn perhaps_made(timelines: &Timelines, live: &Live, catalog: &Catalog, position: &Position) -> Vec<PerhapsMade> {
    let is_inside = |taint: &Taint| position.contains(&taint.moment.0);
    if timelines.taints.of_everything().any(is_inside) {
        return Vec::new();
    }
    let made = |object: &ObjectId| {
        // Of what is made by hand on a table, indexes above all, not every piece is a step's that may have touched the table.
        let reach = if matches!(object, ObjectId::Column(..)) { Reach::Table } else { Reach::Object };
        let mut taints =
            timelines.taints.of(object, reach).filter(|taint| !tenants::is_shared(&taint.unknown)).peekable();
        let first = (*taints.peek()?).clone();
        let own = PerhapsMade { object: object.clone(), revision: first.moment.0, place: first.unknown.place };
        (!taints.any(is_inside)).then_some(own)
    };
    // What comes with a table that is itself unexplained says no more than the table.
    let is_told = |object: &ObjectId| object.table().is_none_or(|own| timelines.is_made(&ObjectId::Table(own.clone())));
    let is_part = |object: &&ObjectId| !matches!(object, ObjectId::Table(_) | ObjectId::Column(..)) && is_told(object);
    let parts = live.unexplained(timelines).filter(is_part);
    let objects = unmade(timelines, live, catalog).chain(parts).filter(|object| !timelines.is_older(object));
    objects.filter_map(made).collect()
}

fn unmade<'a>(timelines: &'a Timelines, live: &'a Live, catalog: &'a Catalog) -> impl Iterator<Item = &'a ObjectId> {
    let made = |object: &ObjectId| timelines.is_made(object);
    let is_own = |object: &ObjectId| {
        let table = object.table();
        catalog.version_tables.iter().any(|own| table == Some(&own.name))
    };
    let candidates = live.objects().filter(move |object| match object {
        ObjectId::Table(_) => !made(object),
        ObjectId::Column(table, _) => !made(object) && made(&ObjectId::Table(table.clone())),
        _ => false,
    });
    candidates.filter(move |object| !is_own(object))
}
