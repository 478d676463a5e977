//! What is not there, or not as it was made, and is held against nobody, as something could not be read.

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::passed_over;
use crate::audit::tenants::SHARED;
use crate::audit::verdict::Case;
use crate::finding::{Code, Finding, Severity};
use crate::schema::{Attribute, Value};
use crate::timeline::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// How many objects one finding names.
const NAMED: usize = 8;

/// What a later step which could not be read may have changed: one finding for each revision with such a step.
pub(super) fn excused(case: &Case<'_>) -> Vec<Finding> {
    let mut by_excuse: BTreeMap<Moment, Vec<&Weighed>> = BTreeMap::new();
    for effect in last_effects(case).filter(|effect| effect.is_excused() && effect.reason.as_deref() != Some(SHARED)) {
        if let Some(excuse) = effect.excuse {
            by_excuse.entry(excuse).or_default().push(effect);
        }
    }
    let told = |(excuse, differing): (Moment, Vec<&Weighed>)| {
        let revision = case.lineage.revision(excuse.0);
        let (why, help) = match differing.iter().all(|effect| passed_over::is_why(effect)) {
            true => (
                "may have been refused, and the file passes over that",
                "look why the server refuses it: the rows, most often",
            ),
            false => {
                ("that cannot be read may have changed them", "read that step: what it does not change, somebody did")
            }
        };
        let message = format!(
            "not in the database as the history makes them: {}; a step of `{revision}` {why}",
            list(case, differing)
        );
        Finding::new(Code::DOUBTED_ABSENCE, Severity::Warning, message).revision(revision.as_str()).help(help)
    };
    by_excuse.into_iter().map(told).collect()
}

/// Columns without a default where the revision gives one, and which one could not be read: one finding for each
/// revision. A key's column whose type could not be read may have the default of `serial`, or none.
pub(super) fn defaults(case: &Case<'_>) -> Vec<Finding> {
    let types: BTreeSet<_> = last_effects(case)
        .filter(|effect| effect.attribute == Attribute::Type && matches!(effect.expected, Some(Value::Unknown(_))))
        .map(|effect| (effect.life, &effect.reason))
        .collect();
    let is_gone = |effect: &&Weighed| {
        effect.attribute == Attribute::Default
            && !types.contains(&(effect.life, &effect.reason))
            && effect.evidence == Evidence::Unprovable
            && matches!(effect.expected, Some(Value::Unknown(_)))
            && effect.actual.as_ref().is_none_or(Value::is_none)
            && effect.blame.is_none()
    };
    let mut by_revision: BTreeMap<usize, Vec<&Weighed>> = BTreeMap::new();
    for effect in last_effects(case).filter(is_gone) {
        by_revision.entry(effect.moment.0).or_default().push(effect);
    }
    let told = |(number, gone): (usize, Vec<&Weighed>)| {
        let revision = case.lineage.revision(number);
        let place = gone.first().map(|effect| effect.place.clone());
        let message =
            format!("without a default, where `{revision}` gives one that could not be read: {}", list(case, gone));
        let finding = Finding::new(Code::DOUBTED_ABSENCE, Severity::Warning, message)
            .revision(revision.as_str())
            .help("read that line: if it is a value, somebody dropped the default");
        place.into_iter().fold(finding, Finding::place)
    };
    by_revision.into_iter().map(told).collect()
}

/// The effects of the position that no later one of it overrides.
fn last_effects<'a>(case: &'a Case<'_>) -> impl Iterator<Item = &'a Weighed> {
    let audits = case.revisions.iter().filter(|audit| case.position.contains(&audit.number));
    let effects = audits.flat_map(|audit| &audit.effects);
    let last: BTreeMap<_, &Weighed> = effects.map(|effect| ((effect.life, &effect.attribute), effect)).collect();
    last.into_values()
}

fn list(case: &Case<'_>, mut effects: Vec<&Weighed>) -> String {
    effects.sort_by_key(|effect| (effect.moment, effect.place.line()));
    let named: Vec<String> = effects.iter().take(NAMED).map(|effect| named(case, effect)).collect();
    let more = effects.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    named.join(", ") + &more
}

fn named(case: &Case<'_>, effect: &Weighed) -> String {
    let attribute = match &effect.attribute {
        Attribute::Existence => String::new(),
        attribute => format!(" ({attribute})"),
    };
    let now = effect.renamed(case.position).map(|now| format!(", by now `{now}`")).unwrap_or_default();
    let revision = case.lineage.revision(effect.moment.0);
    format!("`{}`{attribute}{now} (`{revision}`, line {})", effect.object, effect.place.line())
}
