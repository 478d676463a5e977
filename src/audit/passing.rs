//! What a revision drops and makes again, or makes and drops again, and has not come to the end of.

use crate::audit::evidence::{Evidence, Halfway, Weighed, weighed};
use crate::schema::{Attribute, ObjectId, Value};
use crate::timeline::{Event, LifeId, Reach, Timelines};

/// What is not there, in a revision that drops it and makes it again; a later one may drop it for good.
pub(super) fn remade(timelines: &Timelines, id: LifeId, event: &Event) -> Weighed {
    let life = timelines.life(id);
    let now = timelines.taints.first(life, Reach::Everything, event.moment..=event.moment);
    let mut later = life.events(&Attribute::Existence).iter().filter(|own| own.moment > event.moment);
    let until = later.find(|own| own.after.is_none()).map(|own| own.moment);
    let evidence = match (now, until) {
        (Some(_), _) => Evidence::Unprovable,
        (None, Some(_)) => Evidence::Superseded,
        (None, None) => Evidence::Absent,
    };
    let reason = now.map(|taint| taint.unknown.reason.to_string());
    let halfway = Some(Halfway::Remade);
    Weighed { reason, until, halfway, ..weighed(timelines, id, &Attribute::Existence, event, evidence) }
}

/// What is there, and a revision makes and drops again, and no other makes: it has not come to the drop.
pub(super) fn left_behind(timelines: &Timelines, id: LifeId, name: &ObjectId) -> Option<Weighed> {
    let life = timelines.life(id);
    if !life.events(&Attribute::Existence).is_empty() {
        return None;
    }
    let comes_and_goes =
        |own: &&(Attribute, Event)| own.0 == Attribute::Existence && own.1.before.is_none() && own.1.after.is_none();
    let (_, event) = life.passing.iter().find(comes_and_goes)?;
    let own = weighed(timelines, id, &Attribute::Existence, event, Evidence::Absent);
    let actual = Some(Value::known(name.own_name()));
    Some(Weighed { object: name.clone(), halfway: Some(Halfway::Begun), excuse: None, actual, ..own })
}
