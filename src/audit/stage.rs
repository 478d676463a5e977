//! The stages that a database passes through: one before the history, and one after each statement of it. Where the
//! catalog is exactly what one of them leaves, that decides, whatever names come again: only a revision that stopped
//! half way leaves what is between two statements. One walk over the effects of the replay; where the catalog is like no
//! stage, the evidence of each effect is weighed instead (`evidence`).

mod walk;

use crate::audit::lineage::Position;
use crate::audit::live::Live;
use crate::replay::RevisionReplay;
use crate::schema::{Attribute, Effect, ObjectId, Value};
use crate::timeline::Timelines;
use std::collections::BTreeSet;
use walk::Walk;

/// Which stage the catalog is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// None, or several that do not lie together.
    Unknown,
    /// The one before the revision `least`, the one before `most`, or any between.
    Between { least: usize, most: usize },
    /// One that this revision leaves, after so many of its steps; after all up to `upto` it looks the same, or after that many
    /// again; within the revision `like` too, if any.
    Inside { revision: usize, steps: usize, upto: usize, like: Option<usize> },
    /// One that this revision leaves, after so many of its steps; or a step that can have done anything led there.
    Perhaps { revision: usize, steps: usize },
}

/// Finds the stage of `replayed` that the catalog is; `stamped` is how many revisions the version table claims, where
/// these are the first.
#[must_use]
pub fn find(replayed: &[RevisionReplay], timelines: &Timelines, live: &Live, stamped: Option<usize>) -> Stage {
    let mut walk = Walk::begin(replayed, timelines, live);
    let mut found = Found::default();
    found.add(&walk, 0, 0, 0);
    let all_known = walk.follow(replayed, |walk, revision, steps| {
        let of = replayed.get(revision).map_or(0, |own| own.steps.len());
        found.add(walk, revision, steps, of);
    });
    match found.stage(stamped, all_known) {
        Stage::Inside { revision, steps, upto, like } => {
            let upto = upto.max(found.swapped(replayed, revision, steps));
            Stage::Inside { revision, steps, upto, like }
        }
        other => other,
    }
}

/// What the catalog lacks or has otherwise, and the value that it should have.
pub type Lacking = (ObjectId, Attribute, Value);

/// Returns what the catalog lacks, or has otherwise, of what the revisions of `position` leave for certain; where names
/// come again, no effect by itself tells.
#[must_use]
pub fn lacking(replayed: &[RevisionReplay], timelines: &Timelines, live: &Live, position: &Position) -> Vec<Lacking> {
    let mut walk = Walk::begin(replayed, timelines, live);
    for number in position {
        walk.follow(replayed.get(*number..=*number).unwrap_or_default(), |_, _, _| {});
    }
    let Walk { wrong, expected, .. } = walk;
    let value = |(object, attribute): (ObjectId, Attribute)| {
        let value = expected.get(&object)?.get(&attribute)?.clone();
        Some((object, attribute, value))
    };
    wrong.into_iter().filter_map(value).collect()
}

/// The stages that the catalog is, each with the number of values that are other than it says, or cannot be compared, where
/// nobody knows.
#[derive(Default)]
struct Found {
    /// After so many revisions.
    between: Vec<(usize, usize)>,
    inside: Vec<((usize, usize), usize)>,
    /// Those that the catalog is not.
    other: BTreeSet<(usize, usize)>,
}

impl Found {
    fn add(&mut self, walk: &Walk<'_>, revision: usize, steps: usize, of: usize) {
        let doubts = walk.doubted.len();
        match walk.wrong.is_empty() {
            true if steps == 0 => self.between.push((revision, doubts)),
            true if steps == of => self.between.push((revision + 1, doubts)),
            true => self.inside.push(((revision, steps), doubts)),
            false => {
                self.other.insert((revision, steps));
            }
        }
    }

    /// From stages that are alike the same statements lead on: a whole number of revisions is taken first, unless more is
    /// in doubt there; then what the version table says, before the revision's row is written and after; then the first.
    /// Where it says that the next revision was begun, and a whole number of others looks the same, the effects must
    /// decide.
    fn stage(&self, stamped: Option<usize>, all_known: bool) -> Stage {
        let fewest =
            |of: &dyn Fn(usize) -> bool| self.inside.iter().filter(|own| of(own.0.0)).min_by_key(|(_, doubts)| *doubts);
        let of = |stamped: Option<usize>| fewest(&|revision| Some(revision) == stamped);
        let (claimed, fewest) = (of(stamped), fewest(&|_| true));
        let in_between = self.between.iter().map(|(after, _)| *after);
        if let (Some(least), Some(most)) = (in_between.clone().min(), in_between.clone().max()) {
            let doubts = self.between.iter().map(|(_, doubts)| *doubts).min().unwrap_or_default();
            let sound = in_between.into_iter().any(|after| Some(after) == stamped);
            match claimed {
                Some((_, fewer)) if *fewer < doubts => {}
                _ if fewest.is_some_and(|(_, fewer)| *fewer < doubts) => return perhaps(fewest),
                Some(_) if !sound => return Stage::Unknown,
                _ => return Stage::Between { least, most },
            }
        }
        // A step that can have done anything may have led there, too.
        let ahead = of(stamped.and_then(|stamped| stamped.checked_sub(1)));
        let unclaimed = ahead.or(fewest).filter(|_| all_known);
        let Some(((revision, steps), doubts)) = claimed.or(unclaimed).copied() else {
            return perhaps(fewest);
        };
        let run = self.inside.iter().skip_while(|(own, _)| *own < (revision, steps)).take_while(|(own, more)| {
            own.0 == revision && *more == doubts && self.other.range((revision, steps)..*own).next().is_none()
        });
        let like = self.inside.iter().find(|((other, _), own)| *other != revision && *own <= doubts);
        let like = like.map(|((other, _), _)| *other);
        Stage::Inside { revision, steps, upto: run.last().map_or(steps, |((_, upto), _)| *upto), like }
    }

    /// After how many steps the revision leaves a stage like the one after `steps` again, once columns have changed names: rows
    /// are then in other columns, though the catalog is the same.
    fn swapped(&self, replayed: &[RevisionReplay], revision: usize, steps: usize) -> usize {
        let again = self.inside.iter().rev().find(|(own, _)| own.0 == revision).map_or(steps, |((_, again), _)| *again);
        let between = replayed.get(revision).and_then(|own| own.steps.get(steps..again)).unwrap_or_default();
        let is_moved = |effect: &Effect| matches!(effect, Effect::Renamed { from: ObjectId::Column(..), .. });
        match between.iter().flat_map(|step| &step.effects).any(is_moved) {
            true => again,
            false => steps,
        }
    }
}

fn perhaps(found: Option<&((usize, usize), usize)>) -> Stage {
    found.map_or(Stage::Unknown, |((revision, steps), _)| Stage::Perhaps { revision: *revision, steps: *steps })
}
