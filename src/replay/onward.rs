//! Replays revisions to the last one, whatever fails: behind a failure, nothing is known of the schema. For telling what
//! revisions send; what would really happen is for `replay`.

use crate::history::History;
use crate::replay::{Direction, Failure, RevisionReplay, Settings, Unrecorded, replay};
use crate::revision::RevisionId;
use crate::schema::{Schema, Touched, Unknown};
use crate::script_directory::ScriptDirectory;

/// What every one of the revisions sends.
#[derive(Clone, Debug)]
pub struct Onward {
    pub schema: Schema,
    pub revisions: Vec<Sent>,
}

/// What one revision sends, and how it fails, if it does.
#[derive(Clone, Debug)]
pub struct Sent {
    pub replay: RevisionReplay,
    pub failure: Option<Failure>,
}

impl Onward {
    /// As [`crate::replay::Replay::still_unrecorded`].
    #[must_use]
    pub fn still_unrecorded(&self) -> Unrecorded {
        let is_complete = self.revisions.iter().all(|sent| sent.replay.unrecorded.is_empty());
        if is_complete { Unrecorded::Missing } else { Unrecorded::Assumed }
    }
}

/// Replays the revisions in `order` on `start`, and goes on where one fails.
#[must_use]
pub fn replay_onward(
    history: &History,
    scripts: &ScriptDirectory,
    start: Schema,
    order: &[RevisionId],
    direction: Direction,
    settings: &Settings,
) -> Onward {
    let mut onward = Onward { schema: start, revisions: Vec::with_capacity(order.len()) };
    let mut rest = order;
    while !rest.is_empty() {
        let schema = std::mem::take(&mut onward.schema);
        let replayed = replay(history, scripts, schema, rest, direction, settings);
        let done = replayed.revisions.len();
        onward.schema = replayed.schema;
        onward.revisions.extend(replayed.revisions.into_iter().map(|replay| Sent { replay, failure: None }));
        let Some(failure) = replayed.failure else { break };
        let reason = format!("`{}` fails when it is replayed: {}", failure.revision, failure.refusal.message);
        onward.schema.unknown.push((Touched::Everything, Unknown::new(reason, failure.place.clone())));
        if let Some(last) = onward.revisions.last_mut() {
            last.failure = Some(failure);
        }
        // A replay that enters nothing would go on for ever.
        rest = rest.get(done.max(1)..).unwrap_or_default();
    }
    onward
}
