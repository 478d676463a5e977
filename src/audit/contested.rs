//! Types of which the catalog alone does not tell whose they are, because another one of the history had the same name: an
//! enum is renamed, made anew, and the old one dropped. Once the position is known, it tells: the one that the position
//! leaves under that name. Only then, so that what is found here never speaks for the position. Of other objects, whose
//! names come and go with their tables, it does not tell.

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::lineage::Position;
use crate::schema::{Attribute, ObjectId};
use crate::timeline::{Event, Life, LifeId, Timelines};

/// Settles an effect on such a type.
pub fn settle(timelines: &Timelines, effect: &mut Weighed, position: &Position) {
    let is_type = |object: &ObjectId| matches!(object, ObjectId::Type(_)) && position.contains(&effect.moment.0);
    let Some(object) = effect.contested.clone().filter(is_type) else { return };
    match owner(timelines, &object, position) {
        Some(owner) if owner == effect.life => compare(timelines.life(owner), effect, position),
        Some(_) if !is_there(timelines.life(effect.life), position) => effect.evidence = Evidence::Superseded,
        _ => {}
    }
}

/// Returns the life that the position leaves under this name, where it is one.
fn owner(timelines: &Timelines, object: &ObjectId, position: &Position) -> Option<LifeId> {
    let lives = timelines.named.get(object)?;
    let mut owners = lives.iter().copied().filter(|id| {
        let life = timelines.life(*id);
        is_there(life, position) && name(life, position) == Some(object)
    });
    let own = owners.next()?;
    owners.all(|other| other == own).then_some(own)
}

fn is_there(life: &Life, position: &Position) -> bool {
    last(life, &Attribute::Existence, position).is_none_or(|event| event.after.is_some())
}

fn name<'a>(life: &'a Life, position: &Position) -> Option<&'a ObjectId> {
    life.names.iter().rev().find(|(moment, _)| position.contains(&moment.0)).map(|(_, name)| name)
}

fn last<'a>(life: &'a Life, attribute: &Attribute, position: &Position) -> Option<&'a Event> {
    life.events(attribute).iter().rev().find(|event| position.contains(&event.moment.0))
}

/// Holds the live value against the last one that the position sets.
fn compare(life: &Life, effect: &mut Weighed, position: &Position) {
    let Some(event) = last(life, &effect.attribute, position) else { return };
    // What was dropped and made again since is another object by the same name.
    let is_old = last(life, &Attribute::Existence, position).is_some_and(|own| own.moment > event.moment);
    let doubts = [&event.after, &effect.actual].into_iter().flatten().any(|value| value.doubt().is_some());
    effect.evidence = match () {
        () if is_old || event.moment != effect.moment => Evidence::Superseded,
        () if doubts => return,
        () if event.after == effect.actual => Evidence::Present,
        () if effect.actual.is_none() || event.before == effect.actual => Evidence::Absent,
        () => Evidence::Diverged,
    };
    effect.reason = None;
}
