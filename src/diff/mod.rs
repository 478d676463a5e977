//! The history at some revisions against a database. Where branches are independent, a revision says nothing about the
//! others: what of them the database shows comes along.

mod elsewhere;
mod older;

use crate::catalog::Catalog;
use crate::history::{Follow, History, Rev};
use crate::replay::version_table::is_version_table;
use crate::replay::{Direction, Replay, Settings, Unrecorded, replay};
use crate::revision::RevisionId;
use crate::schema::{Difference, ObjectId, Schema, Touched, Unknown, compare, unknown_objects};
use crate::script_directory::ScriptDirectory;
use elsewhere::{Elsewhere, elsewhere, perhaps};
use older::{Older, older};

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
    /// What it began on.
    pub start: &'a Schema,
    pub settings: &'a Settings,
}

/// How a database comes to where it is: upgraded to the revisions `up`, and then downgraded by those in `down`, in order.
#[derive(Clone, Debug)]
pub struct Way {
    pub up: Vec<Rev>,
    pub down: Vec<Rev>,
}

/// Compares what the history leaves on this way with a database; objects for which `ignore` holds are left out.
#[must_use]
pub fn diff(project: Project<'_>, way: &Way, catalog: &Catalog, ignore: &dyn Fn(&ObjectId) -> bool) -> Diff {
    let history = project.history;
    let needed = history.ancestors(&way.up, Follow::Dependencies);
    let Elsewhere { found: alongside, possible } = elsewhere(project, &way.up, &needed, catalog);
    let wanted = |rev: &Rev| needed.contains(*rev) || alongside.contains(*rev);
    let order: Vec<RevisionId> =
        history.upgrade_order().into_iter().filter(wanted).map(|rev| history.id(rev).clone()).collect();
    let mut expected = project.replay(&order);
    note_failure(&mut expected);
    project.downgrade(&mut expected, &way.down);
    let ignore = |object: &ObjectId| is_version_table(project.settings, object) || ignore(object);
    let mut unknown = unknown_objects(&expected.schema, &catalog.schema);
    unknown.retain(|(object, _)| !ignore(object));
    let mut differences = compare(&expected.schema, &catalog.schema, &ignore);
    let parts = Older::of(&expected);
    differences.retain(|own| !parts.has(&expected.schema, &catalog.schema, own));
    unknown.extend(older(&expected, &differences, &unknown));
    unknown.extend(perhaps(&possible, &differences, &unknown));
    unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
    let order = history.upgrade_order().into_iter().filter(|rev| alongside.contains(*rev));
    Diff { alongside: order.map(|rev| history.id(rev).clone()).collect(), differences, unknown }
}

impl Project<'_> {
    fn replay(&self, order: &[RevisionId]) -> Replay {
        let settings = Settings { unrecorded: Unrecorded::Assumed, ..self.settings.clone() };
        replay(self.history, self.scripts, self.start.clone(), order, Direction::Upgrade, &settings)
    }

    /// Downgrades what a replay left.
    fn downgrade(&self, upgraded: &mut Replay, down: &[Rev]) {
        if down.is_empty() {
            return;
        }
        let order: Vec<RevisionId> = down.iter().map(|rev| self.history.id(*rev).clone()).collect();
        let settings = Settings { unrecorded: upgraded.still_unrecorded(), ..self.settings.clone() };
        let schema = std::mem::take(&mut upgraded.schema);
        let mut downgraded = replay(self.history, self.scripts, schema, &order, Direction::Downgrade, &settings);
        note_failure(&mut downgraded);
        upgraded.schema = downgraded.schema;
        upgraded.revisions.extend(downgraded.revisions);
    }
}

/// Past a revision that fails, nothing is known.
fn note_failure(replay: &mut Replay) {
    let Some(failure) = &replay.failure else { return };
    let reason = format!("revision `{}` fails when it is replayed: {}", failure.revision, failure.refusal.message);
    let unknown = Unknown::new(reason, failure.place.clone());
    replay.schema.unknown.push((Touched::Everything, unknown));
}
