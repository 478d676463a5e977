//! What the catalog has otherwise than the position leaves it, and no effect by itself shows.

use super::show;
use crate::audit::live::Live;
use crate::audit::verdict::Case;
use crate::finding::{Code, Finding, Severity};
use crate::replay::Replay;
use crate::schema::{Attribute, Effect, ObjectId, Value};
use std::collections::BTreeSet;

/// Returns a finding for each; of what lies in something that is missing, none.
pub fn unsaid(
    case: &Case<'_>,
    replay: &Replay,
    live: &Live,
    lacking: Vec<(ObjectId, Attribute, Value)>,
) -> Vec<Finding> {
    let is_missing = |object: &ObjectId| live.value(object, &Attribute::Existence).is_none();
    let gone: BTreeSet<ObjectId> = lacking.iter().map(|(object, ..)| object.clone()).filter(is_missing).collect();
    let own = |(object, attribute, value): (ObjectId, Attribute, Value)| {
        let part = attribute != Attribute::Existence && gone.contains(&object);
        let table = object.table().map(|table| ObjectId::Table(table.clone()));
        if part || table.is_some_and(|table| table != object && gone.contains(&table)) {
            return None;
        }
        let message = match attribute {
            Attribute::Existence => format!("`{object}` is not in the database, the revisions make it"),
            _ => {
                let actual = show(&live.value(&object, &attribute).cloned());
                format!("{attribute} of `{object}` is {actual}, the revisions make it {}", show(&Some(value)))
            }
        };
        let help = "the same name was given more than once: which revision is at fault, the catalog does not tell";
        let finding = Finding::new(Code::DIVERGED_OBJECT, Severity::Error, message).help(help);
        let sets = |effect: &Effect| matches!(effect, Effect::Set { object: own, attribute: of, .. } if *own == object && *of == attribute);
        let step = case.position.iter().rev().find_map(|number| {
            let revision = replay.revisions.get(*number)?;
            Some((revision, revision.steps.iter().rev().find(|step| step.effects.iter().any(sets))?))
        });
        Some(match step {
            Some((revision, step)) => finding.revision(revision.revision.as_str()).place(step.place.clone()),
            None => finding,
        })
    };
    lacking.into_iter().filter_map(own).collect()
}
