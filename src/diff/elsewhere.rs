//! What the database says of the branches that nobody asked about: which of their revisions ran, and what those do of
//! which it does not say so.

use crate::audit::audit;
use crate::catalog::Catalog;
use crate::diff::Project;
use crate::history::{Follow, Rev, RevSet};
use crate::name::QualifiedName;
use crate::replay::RevisionReplay;
use crate::revision::RevisionId;
use crate::schema::{Difference, Effect, ObjectId, Touched, Unknown};
use std::collections::{BTreeMap, BTreeSet};

/// What the database says of other branches.
pub(super) struct Elsewhere {
    /// The revisions whose effects it shows.
    pub found: RevSet,
    /// What those do of which it does not say whether they ran.
    pub possible: Vec<(Touched, Unknown)>,
}

/// Judges the whole history for what is neither `needed` for the revisions `at` nor above them.
pub(super) fn elsewhere(project: Project<'_>, at: &[Rev], needed: &RevSet, catalog: &Catalog) -> Elsewhere {
    let history = project.history;
    let mut found = history.no_revisions();
    let mut possible = Vec::new();
    let above = history.descendants(at, Follow::Dependencies);
    let is_elsewhere = |rev: &Rev| !needed.contains(*rev) && !above.contains(*rev);
    let order = history.upgrade_order();
    if !order.iter().any(is_elsewhere) {
        return Elsewhere { found, possible };
    }
    let all: Vec<RevisionId> = order.iter().map(|rev| history.id(*rev).clone()).collect();
    let replay = project.replay(&all);
    let audit = audit(history, &replay, catalog, &[]);
    let observed: BTreeSet<&RevisionId> =
        audit.observed.least.iter().map(|number| audit.lineage.revision(*number)).collect();
    let number_of = |rev: &Rev| audit.lineage.number(history.id(*rev));
    for rev in order.iter().filter(|rev| is_elsewhere(rev)) {
        if observed.contains(history.id(*rev)) {
            found.insert(*rev);
        } else if let Some(number) = number_of(rev).filter(|number| audit.observed.most.contains(number)) {
            possible.extend(replay.revisions.get(number).into_iter().flat_map(touched));
        }
    }
    Elsewhere { found, possible }
}

/// Returns everything that a revision may touch.
fn touched(revision: &RevisionReplay) -> Vec<(Touched, Unknown)> {
    let reason = format!("revision `{}` of another branch may have run or not", revision.revision);
    let mut list = Vec::new();
    for step in &revision.steps {
        let unknown = || Unknown::new(reason.as_str(), Some(step.place.clone()));
        for effect in &step.effects {
            match effect {
                Effect::Set { object, .. } => list.push((Touched::Object(object.clone()), unknown())),
                Effect::Renamed { from, to } => {
                    list.push((Touched::Object(from.clone()), unknown()));
                    list.push((Touched::Object(to.clone()), unknown()));
                }
                Effect::Unknown { touched, .. } => list.push((touched.clone(), unknown())),
            }
        }
    }
    list
}

/// Differences that revisions of other branches explain, if they ran.
pub(super) fn perhaps(
    possible: &[(Touched, Unknown)],
    differences: &[Difference],
    known: &[(ObjectId, Unknown)],
) -> Vec<(ObjectId, Unknown)> {
    let mut found: BTreeMap<ObjectId, Unknown> = BTreeMap::new();
    let known: BTreeSet<&ObjectId> = known.iter().map(|(object, _)| object).collect();
    let mut by_object: BTreeMap<&ObjectId, &Unknown> = BTreeMap::new();
    let mut by_table: BTreeMap<&QualifiedName, &Unknown> = BTreeMap::new();
    let mut everything = None;
    for (touched, unknown) in possible {
        match touched {
            Touched::Object(object) => {
                by_object.entry(object).or_insert(unknown);
            }
            Touched::Table(table) => {
                by_table.entry(table).or_insert(unknown);
            }
            Touched::Everything => everything = everything.or(Some(unknown)),
        }
    }
    for object in differences.iter().map(|own| &own.object).filter(|object| !known.contains(object)) {
        let of_table = || object.table().and_then(|table| by_table.get(table).copied());
        if let Some(unknown) = by_object.get(object).copied().or_else(of_table).or(everything) {
            found.insert(object.clone(), unknown.clone());
        }
    }
    found.into_iter().collect()
}
