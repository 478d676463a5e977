//! The revisions that stand next to the position: what they have done already. A drop leaves nothing behind that would
//! speak for it, so that what is not there could as well be missing from the revision that made it; where the one that
//! drops it is the next to run, and is not there wholly, it was begun. Not where the position is (that is `observed`).

use crate::audit::evidence::{Evidence, Halfway, Weighed};
use crate::audit::lineage::{Lineage, Position};
use crate::audit::presence::{Presence, RevisionAudit, presence};
use crate::schema::Attribute;
use crate::timeline::{LifeId, Moment};
use std::collections::BTreeSet;

type Key = (LifeId, Attribute);

/// Credits the revisions next to `position` with what they have done, and then holds them to account for the rest.
pub fn credit(lineage: &Lineage, position: &Position, audits: &mut [RevisionAudit]) {
    for next in lineage.next(position) {
        let done = done(next, position, audits);
        let begun = !done.is_empty() && lacks(audits.get(next), &done, position);
        if begun {
            for number in position {
                let theirs = audits.get_mut(*number).into_iter().flat_map(|audit| audit.effects.iter_mut());
                theirs.filter(|effect| is_taken(effect, next, &done)).for_each(|effect| {
                    effect.evidence = Evidence::Superseded;
                });
            }
            for effect in audits.get_mut(next).into_iter().flat_map(|audit| audit.effects.iter_mut()) {
                take(effect, &done);
            }
        }
        // Some of it is there, and the rest looks as before: it need not have run to its end.
        let has_run = |own: &&mut RevisionAudit| matches!(presence(own), Presence::Partial | Presence::Applied);
        if let Some(own) = audits.get_mut(next).filter(|own| begun || has_run(own)) {
            own.effects.iter_mut().filter(|effect| is_open(effect, position)).for_each(|effect| {
                effect.evidence = Evidence::Absent;
            });
        }
    }
}

/// What is accused in the position, and looks as `next` leaves it, or leaves it on its way.
fn done(next: usize, position: &Position, audits: &[RevisionAudit]) -> BTreeSet<Key> {
    let mine = audits.get(next).into_iter().flat_map(|audit| &audit.effects);
    // What comes after something that is missing has not run either.
    let of_next = |effect: &&Weighed| is_done(effect) || is_dropped(effect);
    let missing = mine.clone().filter(|effect| effect.is_missing() && !of_next(effect));
    let end = missing.map(|effect| effect.place.span.start).min();
    let before = |effect: &&Weighed| end.is_none_or(|end| effect.place.span.start <= end);
    let done: BTreeSet<Key> = mine.filter(of_next).filter(before).map(key).collect();
    let theirs = position.iter().filter_map(|number| audits.get(*number)).flat_map(|audit| &audit.effects);
    theirs.filter(|effect| is_taken(effect, next, &done)).map(key).collect()
}

/// Whether `next` still lacks something besides.
fn lacks(next: Option<&RevisionAudit>, done: &BTreeSet<Key>, position: &Position) -> bool {
    let mut effects = next.into_iter().flat_map(|audit| &audit.effects);
    let is_lacking = |effect: &Weighed| effect.is_missing() || is_open(effect, position);
    effects.any(|effect| is_dropped(effect) || is_lacking(effect) && !done.contains(&key(effect)))
}

fn is_taken(effect: &Weighed, next: usize, done: &BTreeSet<Key>) -> bool {
    let makes = effect.attribute == Attribute::Existence && effect.expected.is_some();
    effect.is_missing() && done.contains(&key(effect)) && (makes || effect.until == Some(Moment(next)))
}

fn is_done(effect: &Weighed) -> bool {
    effect.evidence == Evidence::Superseded && !effect.implied && effect.expected == effect.actual
}

fn is_dropped(effect: &Weighed) -> bool {
    let is_absent = effect.is_missing() || effect.evidence == Evidence::Superseded && effect.until.is_some();
    is_absent && !effect.implied && effect.halfway == Some(Halfway::Remade)
}

fn take(effect: &mut Weighed, done: &BTreeSet<Key>) {
    if !done.contains(&key(effect)) {
        return;
    }
    if is_done(effect) {
        effect.evidence = Evidence::Present;
    } else if is_dropped(effect) {
        (effect.evidence, effect.halfway) = (Evidence::Absent, Some(Halfway::Begun));
    }
}

/// Whether the live value is the one from before the effect, though a later revision comes back to it.
fn is_open(effect: &Weighed, position: &Position) -> bool {
    let later = effect.until.is_some_and(|until| !position.contains(&until.0));
    effect.evidence == Evidence::Superseded && !effect.implied && later
}

fn key(effect: &Weighed) -> Key {
    (effect.life, effect.attribute.clone())
}
