//! What a revision sends and goes on without, where the server refuses it: under a savepoint, in a `try` that passes over it.

use crate::audit::evidence::{Evidence, Weighed};
use crate::timeline::Timelines;

/// How the reason begins.
const REFUSED: &str = "the server may have refused it, and the file passes over that";

/// Returns whether that is why nothing is said of an effect.
pub(super) fn is_why(effect: &Weighed) -> bool {
    effect.reason.as_ref().is_some_and(|reason| reason.starts_with(REFUSED))
}

/// Takes back what the absence of such an effect says, unless something else is missing that it needs.
pub(super) fn settle(timelines: &Timelines, weighed: &mut [Weighed]) {
    // What it would change and no revision makes need not have been there.
    let is_told = |effect: &&mut Weighed| match effect.evidence {
        Evidence::Absent | Evidence::Diverged => !effect.implied,
        Evidence::Present => timelines.life(effect.life).unmade.is_some(),
        _ => false,
    };
    for effect in weighed.iter_mut().filter(is_told) {
        let mut events = timelines.life(effect.life).events(&effect.attribute).iter();
        let event = events.find(|event| event.moment == effect.moment);
        if let Some(why) = event.and_then(|event| event.passed_over.as_ref()) {
            effect.evidence = Evidence::Unprovable;
            effect.reason = Some(format!("{REFUSED}: {}", why.reason));
            effect.excuse = Some(effect.moment);
        }
    }
}
