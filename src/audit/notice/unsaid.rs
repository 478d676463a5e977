//! What the catalog has otherwise than the position leaves it, and no effect by itself shows.

use super::show;
use crate::audit::live::Live;
use crate::audit::stage::Lacking;
use crate::audit::verdict::Case;
use crate::finding::{Code, Finding, Severity};
use crate::replay::{Replay, RevisionReplay, Step};
use crate::schema::{Attribute, Effect, ObjectId, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Returns a finding for each; of what lies in something that is missing, none.
pub fn unsaid(case: &Case<'_>, replay: &Replay, live: &Live, lacking: Vec<Lacking>) -> Vec<Finding> {
    let is_missing = |object: &ObjectId| live.value(object, &Attribute::Existence).is_none();
    let gone: BTreeSet<ObjectId> = lacking.iter().map(|(object, ..)| object.clone()).filter(is_missing).collect();
    let makers = makers(case, replay, &lacking);
    let own = |(object, attribute, value): (ObjectId, Attribute, Value)| {
        let part = attribute != Attribute::Existence && gone.contains(&object);
        let table = object.table().map(|table| ObjectId::Table(table.clone()));
        if part || table.is_some_and(|table| table != object && gone.contains(&table)) {
            return None;
        }
        let key = (object, attribute);
        let step = makers.get(&key);
        let (object, attribute) = key;
        let named_by = step.filter(|(_, step)| {
            step.effects.iter().any(|effect| matches!(effect, Effect::Renamed { to, .. } if *to == object))
        });
        let message = match (&attribute, named_by) {
            (Attribute::Existence, Some((revision, _))) => {
                format!("`{object}` is not in the database, `{}` gives it that name", revision.revision)
            }
            (Attribute::Existence, None) => format!("`{object}` is not in the database, the revisions make it"),
            _ => {
                let actual = show(&live.value(&object, &attribute).cloned());
                format!("{attribute} of `{object}` is {actual}, the revisions make it {}", show(&Some(value)))
            }
        };
        let help =
            "no effect by itself shows it, as a name came again or a step could not be read: decide which is meant";
        let finding = Finding::new(Code::DIVERGED_OBJECT, Severity::Error, message).help(help);
        Some(match step {
            Some((revision, step)) => finding.revision(revision.revision.as_str()).place(step.place.clone()),
            None => finding,
        })
    };
    lacking.into_iter().filter_map(own).collect()
}

/// Returns a finding for each that is as the revision `next` leaves it, which need not have run.
pub fn as_left(case: &Case<'_>, live: &Live, next: usize, lacking: &[Lacking]) -> Vec<Finding> {
    let revision = case.lineage.revision(next);
    let own = |(object, attribute, value): &Lacking| {
        let actual = show(&live.value(object, attribute).cloned());
        let message = format!(
            "{attribute} of `{object}` is {actual}, as `{revision}` leaves it; the revisions before make it {}",
            show(&Some(value.clone()))
        );
        let help =
            format!("see in the log of the upgrade whether `{revision}` ran to its end, and in the rows it writes");
        Finding::new(Code::ASSUMPTION, Severity::Warning, message).revision(revision.as_str()).help(help)
    };
    lacking.iter().map(own).collect()
}

/// Returns the last step in the position that sets each of these.
fn makers<'a>(
    case: &Case<'_>,
    replay: &'a Replay,
    lacking: &[Lacking],
) -> BTreeMap<(ObjectId, Attribute), (&'a RevisionReplay, &'a Step)> {
    let wanted: BTreeSet<_> =
        lacking.iter().map(|(object, attribute, _)| (object.clone(), attribute.clone())).collect();
    let mut makers = BTreeMap::new();
    if wanted.is_empty() {
        return makers;
    }
    for revision in case.position.iter().filter_map(|number| replay.revisions.get(*number)) {
        for step in &revision.steps {
            for effect in &step.effects {
                let key = match effect {
                    Effect::Set { object, attribute, .. } => (object.clone(), attribute.clone()),
                    Effect::Renamed { to, .. } => (to.clone(), Attribute::Existence),
                    Effect::Unknown { .. } => continue,
                };
                if wanted.contains(&key) {
                    makers.insert(key, (revision, step));
                }
            }
        }
    }
    makers
}
