//! What may be older than the history: that it is there, or is gone, need not be a revision's doing.

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::live::Live;
use crate::schema::{Attribute, ObjectId};
use crate::timeline::{Life, LifeId, Timelines};

/// Takes back what the existence of such an object seems to say.
pub(super) fn settle(finding: &mut Weighed, timelines: &Timelines, live: &Live, id: LifeId) {
    let life = timelines.life(id);
    if finding.attribute != Attribute::Existence {
        return;
    }
    let is_present = finding.evidence == Evidence::Present;
    // What no revision makes is only known to be dropped where its table is there to have lost it.
    let has_table = || match life.last_name() {
        ObjectId::Index(_) => live.has_older_tables,
        _ => live.has_table_of(life),
    };
    let unmade = life.unmade.as_ref().filter(|_| finding.actual.is_none() && !(is_present && has_table()));
    let replaces = life.replaces.as_ref().filter(|_| is_present && !is_as_made(live, id, life));
    if let Some(unknown) = unmade.or(replaces) {
        finding.evidence = Evidence::Unprovable;
        finding.reason = Some(unknown.reason.to_string());
    }
}

/// Whether the live object is defined as some revision defines it.
fn is_as_made(live: &Live, id: LifeId, life: &Life) -> bool {
    let actual = live.said(id, &Attribute::Definition);
    life.events(&Attribute::Definition).iter().any(|event| event.after.as_ref() == actual)
}
