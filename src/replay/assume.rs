//! Histories that do not begin at nothing: their first revisions change tables that an older tool, `create_all` or a
//! hand made. Such tables are taken to have been there before, in a shape that nobody knows, so that everything else is
//! still replayed. Only for what a history *should* have built: a preflight never assumes.

use crate::name::QualifiedName;
use crate::replay::Replay;
use crate::schema::{Attribute, Effect, ObjectId, Schema, SqlState, Touched, Unknown};

/// The most tables that are assumed; each costs one more replay.
const MOST: usize = 100;

/// Replays on an empty database with `run`, again for each table that turns out to be changed but never made.
pub fn replay_from_nothing(run: impl Fn(Schema) -> Replay) -> Replay {
    let mut start = Schema::default();
    let mut assumed: Vec<QualifiedName> = Vec::new();
    loop {
        let mut replay = run(start.clone());
        let Some((table, unknown)) = unmade_table(&replay).filter(|(table, _)| !assumed.contains(table)) else {
            replay.assumed = assumed;
            return replay;
        };
        if assumed.len() >= MOST {
            replay.assumed = assumed;
            return replay;
        }
        start.unknown.push((Touched::Table(table.clone()), unknown));
        assumed.push(table);
    }
}

/// The table without which the replay stopped, where no earlier step made it.
fn unmade_table(replay: &Replay) -> Option<(QualifiedName, Unknown)> {
    let failure = replay.failure.as_ref()?;
    let Some(ObjectId::Table(table)) = &failure.refusal.object else { return None };
    if failure.refusal.state != SqlState::UNDEFINED_TABLE {
        return None;
    }
    let own = ObjectId::Table(table.clone());
    let makes = |effect: &Effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, .. } => *object == own,
        Effect::Renamed { from, to } => *from == own || *to == own,
        _ => false,
    };
    let mut steps = replay.revisions.iter().flat_map(|revision| &revision.steps);
    if steps.any(|step| step.effects.iter().any(makes)) {
        return None;
    }
    let reason = format!("`{}` changes `{own}`, which no earlier revision makes", failure.revision);
    Some((table.clone(), Unknown::new(reason, failure.place.clone())))
}
