//! The history at some revisions against a database. Where branches are independent, a revision says nothing about the
//! others: what of them the database shows comes along.

use crate::audit::audit;
use crate::catalog::Catalog;
use crate::history::{Follow, History, Rev, RevSet};
use crate::name::QualifiedName;
use crate::replay::version_table::is_version_table;
use crate::replay::{Direction, Replay, RevisionReplay, Settings, Unrecorded, replay};
use crate::revision::RevisionId;
use crate::schema::{Difference, DifferenceKind, Effect, ObjectId, Schema, Touched, Unknown, compare, unknown_objects};
use crate::script_directory::ScriptDirectory;
use std::collections::{BTreeMap, BTreeSet};

/// What differs.
#[derive(Clone, Debug)]
pub struct Diff {
    /// Revisions of other branches that the database shows, in the order Alembic applies them.
    pub alongside: Vec<RevisionId>,
    pub differences: Vec<Difference>,
    pub unknown: Vec<(ObjectId, Unknown)>,
}

/// The project whose history is compared.
#[derive(Clone, Copy, Debug)]
pub struct Project<'a> {
    pub history: &'a History,
    pub scripts: &'a ScriptDirectory,
    pub settings: &'a Settings,
}

/// Compares the history at the revisions `at` with a database; objects for which `ignore` holds are left out.
#[must_use]
pub fn diff(project: Project<'_>, at: &[Rev], catalog: &Catalog, ignore: &dyn Fn(&ObjectId) -> bool) -> Diff {
    let history = project.history;
    let needed = history.ancestors(at, Follow::Dependencies);
    let Elsewhere { found: alongside, possible } = elsewhere(project, at, &needed, catalog);
    let wanted = |rev: &Rev| needed.contains(*rev) || alongside.contains(*rev);
    let order: Vec<RevisionId> =
        history.upgrade_order().into_iter().filter(wanted).map(|rev| history.id(rev).clone()).collect();
    let mut expected = project.replay(&order);
    note_failure(&mut expected);
    let ignore = |object: &ObjectId| is_version_table(project.settings, object) || ignore(object);
    let mut unknown = unknown_objects(&expected.schema, &catalog.schema);
    unknown.retain(|(object, _)| !ignore(object));
    let differences = compare(&expected.schema, &catalog.schema, &ignore);
    unknown.extend(older(&expected, &differences, &unknown));
    unknown.extend(perhaps(&possible, &differences, &unknown));
    unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
    let order = history.upgrade_order().into_iter().filter(|rev| alongside.contains(*rev));
    Diff { alongside: order.map(|rev| history.id(rev).clone()).collect(), differences, unknown }
}

impl Project<'_> {
    fn replay(&self, order: &[RevisionId]) -> Replay {
        let settings = Settings { unrecorded: Unrecorded::Assumed, ..self.settings.clone() };
        replay(self.history, self.scripts, Schema::default(), order, Direction::Upgrade, &settings)
    }
}

/// What the database says of other branches.
struct Elsewhere {
    /// The revisions whose effects it shows.
    found: RevSet,
    /// What those do of which it does not say whether they ran.
    possible: Vec<(Touched, Unknown)>,
}

fn elsewhere(project: Project<'_>, at: &[Rev], needed: &RevSet, catalog: &Catalog) -> Elsewhere {
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
fn perhaps(
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

/// Where the history starts on tables that no revision makes, whatever else only the database has may be as old.
fn older(expected: &Replay, differences: &[Difference], known: &[(ObjectId, Unknown)]) -> Vec<(ObjectId, Unknown)> {
    let Some((base, unknown)) = expected.unrecorded.first() else { return Vec::new() };
    let reason = format!("no revision so far makes it, nor `{base}`: it may be older than the history");
    let known: BTreeSet<&ObjectId> = known.iter().map(|(object, _)| object).collect();
    let is_new = |object: &&ObjectId| !known.contains(object);
    let extra = differences.iter().filter(|own| own.kind == DifferenceKind::Extra).map(|own| &own.object);
    extra.filter(is_new).map(|own| (own.clone(), Unknown::new(reason.as_str(), unknown.place.clone()))).collect()
}

/// Past a revision that fails, nothing is known.
fn note_failure(replay: &mut Replay) {
    let Some(failure) = &replay.failure else { return };
    let reason = format!("revision `{}` fails when it is replayed: {}", failure.revision, failure.refusal.message);
    let unknown = Unknown::new(reason, failure.place.clone());
    replay.schema.unknown.push((Touched::Everything, unknown));
}
