//! What a plan says besides its steps: what a stamp claims or takes back that the catalog does not show.

use crate::audit::Audit;
use crate::audit::evidence::Weighed;
use crate::audit::lineage::Position;
use crate::audit::observed::Observed;
use crate::audit::presence::RevisionAudit;
use crate::audit::verdict::Verdict;
use crate::finding::{Code, Finding, Severity};
use crate::plan::{Action, Plan, Safety, Step};
use crate::schema::Attribute;
use crate::timeline::LifeId;
use std::collections::BTreeMap;

/// Adds the notes to a plan that brings the database to `target`.
pub(super) fn add(audit: &Audit, target: &Position, plan: &mut Plan) {
    note_range(audit, plan);
    note_rows(audit, target, plan);
    note_dropped(audit, target, plan);
    note_names(audit, plan);
}

/// What a stamp takes for the revisions' own, and an upgrade does not find, as it has another name or is of another kind.
fn note_names(audit: &Audit, plan: &mut Plan) {
    const NAMED: usize = 8;
    let codes = [Code::OTHER_NAME, Code::EQUIVALENT_OBJECT];
    let has = |action| plan.steps.iter().any(|step| step.action == action);
    // An upgrade only stumbles over what a revision to come names.
    let least = match (has(Action::Stamp), has(Action::Upgrade)) {
        (true, _) => Severity::Note,
        (false, true) => Severity::Warning,
        (false, false) => return,
    };
    let is_told = |own: &&Finding| codes.contains(&own.code) && own.severity >= least;
    let told: Vec<&Finding> = audit.findings.iter().filter(is_told).collect();
    plan.notes.extend(told.iter().take(NAMED).map(|own| format!("{}: {}", own.message, own.help)));
    if told.len() > NAMED {
        plan.notes.push(format!("{} more have other names: `limbeck -v audit` tells them", told.len() - NAMED));
    }
}

/// A stamp inside a range is a choice that the catalog cannot make.
fn note_range(audit: &Audit, plan: &mut Plan) {
    let Observed { likely, most, .. } = &audit.observed;
    // What the version table claims of it and no catalog could show is not in question.
    let least = &audit.position;
    if least == most || audit.stamp_is_admitted() || plan.steps.iter().all(|step| step.action != Action::Stamp) {
        return;
    }
    let names =
        |upper: &Position, lower: &Position| audit.lineage.names(&upper.difference(lower).copied().collect::<Vec<_>>());
    if !likely.is_subset(least) {
        plan.notes.push(format!(
            "the catalog cannot show whether {} ran; the stamp assumes not, so that the next upgrade runs them: look at \
             the rows they write before you agree",
            names(likely, least)
        ));
    }
    if likely != most {
        plan.notes.push(format!(
            "the stamp takes {} for absent; they ran only if a step that limbeck cannot read took away again what they \
             make: `limbeck audit` names those steps, read them before you agree",
            names(most, likely)
        ));
    }
    review_stamp(plan);
}

/// Rows do not show in the catalog: a revision whose objects are there need not have written them, and one whose objects
/// are gone may have.
fn note_rows(audit: &Audit, target: &Position, plan: &mut Plan) {
    if plan.steps.is_empty() {
        return;
    }
    // Rows from before the statement at which a revision seems to have stopped need not be there either.
    let stopped = audit.stopped.as_ref().map(|stopped| stopped.revision);
    let is_stamped = |own: &RevisionAudit| audit.stamped.position.contains(&own.number);
    let claimed = |own: &&RevisionAudit| {
        let is_whole = own.missing().next().is_none() || Some(own.number) == stopped;
        target.contains(&own.number) && !is_stamped(own) && is_whole
    };
    let taken_back = |own: &&RevisionAudit| !target.contains(&own.number) && is_stamped(own);
    let claims = [Verdict::Unstamped, Verdict::StampedBehind, Verdict::Partial].contains(&audit.verdict);
    let claimed = if claims { writing(audit, claimed) } else { Vec::new() };
    let rewritten = writing(audit, taken_back);
    let is_up = matches!(audit.verdict, Verdict::Unstamped | Verdict::StampedBehind);
    let unread_above = unread(audit, |own| is_up && target.contains(&own.number) && !is_stamped(own));
    let unread_back = unread(audit, |own| taken_back(&own));
    for (revisions, what) in [
        (
            &unread_above,
            "not all of what is stamped could be read, and the catalog need not show whether it ran to its end",
        ),
        (
            &unread_back,
            "not all of what the stamp takes back could be read, and what of it ran nevertheless, the upgrade does again",
        ),
    ] {
        if !revisions.is_empty() {
            plan.notes.push(format!("{what}; look: {}", revisions.join(", ")));
        }
    }
    for (revisions, what) in [
        (&claimed, "and the stamp claims that it was done; the catalog does not show it, look"),
        (&rewritten, "and the upgrade does it again if somebody only took away what it made; look"),
    ] {
        if !revisions.is_empty() {
            let these = if revisions.len() == 1 { "this revision changes rows" } else { "these revisions change rows" };
            plan.notes.push(format!("{these}, too, {what}: {}", revisions.join(", ")));
        }
    }
    if [&claimed, &rewritten, &unread_above, &unread_back].iter().any(|own| !own.is_empty()) {
        review_stamp(plan);
    }
}

/// What the repair makes again, and a revision that is stamped, but taken for one that did not run, drops.
fn note_dropped(audit: &Audit, target: &Position, plan: &mut Plan) {
    if plan.steps.iter().all(|step| step.action != Action::Repair) {
        return;
    }
    let above = audit.revisions.iter().filter(|own| !target.contains(&own.number));
    let drops = above.filter(|own| audit.stamped.position.contains(&own.number)).flat_map(|own| {
        let is_drop = |effect: &&Weighed| {
            effect.attribute == Attribute::Existence && effect.expected.is_none() && !effect.implied
        };
        own.effects.iter().filter(is_drop).map(move |effect| (effect.life, own.number))
    });
    let drops: BTreeMap<LifeId, usize> = drops.collect();
    let notes: Vec<String> = audit
        .missing()
        .filter(|(own, effect)| target.contains(&own.number) && effect.attribute == Attribute::Existence)
        .filter_map(|(_, effect)| {
            let revision = audit.lineage.revision(*drops.get(&effect.life)?);
            let makes_it = |step: &&mut Step| step.action == Action::Repair && step.places.contains(&effect.place);
            plan.steps.iter_mut().filter(makes_it).for_each(|step| step.safety = step.safety.max(Safety::Review));
            Some(format!(
                "`{}` is missing, and `{revision}`, which the stamp takes back, drops it: if that ran, the repair makes it \
                 again without its rows, and what else `{revision}` did is done twice; look",
                effect.object
            ))
        })
        .collect();
    if !notes.is_empty() {
        review_stamp(plan);
        plan.notes.extend(notes);
    }
}

fn review_stamp(plan: &mut Plan) {
    plan.steps.iter_mut().filter(|step| step.action == Action::Stamp).for_each(|step| step.safety = Safety::Review);
}

/// The revisions among these of which not everything could be read, and where.
fn unread(audit: &Audit, which: impl Fn(&RevisionAudit) -> bool) -> Vec<String> {
    let place = |own: &RevisionAudit| {
        let place = own.unknown.iter().rev().find_map(|unknown| unknown.place.as_ref())?;
        Some(format!("`{}` ({}:{})", audit.lineage.revision(own.number), place.path().display(), place.line()))
    };
    audit.revisions.iter().filter(|own| which(own)).filter_map(place).collect()
}

/// The revisions among these that change rows, and where.
fn writing(audit: &Audit, which: impl Fn(&&RevisionAudit) -> bool) -> Vec<String> {
    let place = |own: &RevisionAudit| {
        let place = &own.data_steps.first()?.place;
        let id = audit.lineage.revision(own.number);
        Some(format!("`{id}` ({}:{})", place.path().display(), place.line()))
    };
    audit.revisions.iter().filter(which).filter_map(place).collect()
}
