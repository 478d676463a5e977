//! A constraint that the history adds `NOT VALID` and nowhere validates, and that somebody validated: PostgreSQL vouches
//! for more than was asked of it, and no revision will fail by it.

use super::Live;
use crate::schema::{Attribute, ObjectId, Value};
use crate::timeline::Timelines;

/// Lets such a constraint read as the history has it.
pub(super) fn accept(live: &mut Live, timelines: &Timelines) {
    let valid = Some(Value::known("true"));
    for (id, life) in timelines.iter() {
        let events = life.events(&Attribute::Validated);
        let Some(left) = events.last().and_then(|event| event.after.clone()) else { continue };
        if events.iter().any(|event| event.after == valid) {
            continue;
        }
        let Some(object @ ObjectId::Constraint(..)) = live.carriers.get(&id) else { continue };
        let facts = live.facts.get_mut(object);
        if let Some(own) = facts.and_then(|own| own.get_mut(&Attribute::Validated))
            && Some(&*own) == valid.as_ref()
        {
            *own = left;
        }
    }
}
