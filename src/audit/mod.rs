//! What is true of a database: both positions, the presence of every revision, the verdict and the remedy. A value;
//! its SQL is the plan's business, its words the report's.

pub mod already_there;
pub mod evidence;
pub mod foundation;
mod from_the_start;
pub mod lineage;
pub mod located;
pub mod lookalike;
pub mod making;
pub mod namesake;
pub mod observed;
pub mod past;
pub mod presence;
pub mod probes;
pub mod rows;
pub mod tenants;
pub mod verdict;
pub mod why;

mod alias;
mod begun;
mod closure;
mod contested;
mod double;
mod dropped;
mod halted;
mod implied;
mod live;
mod notice;
mod passed_over;
mod passing;
mod stage;
mod unexplained;
mod version_rows;

pub use double::tell_known_file;
pub use halted::Stopped;
pub use version_rows::version_row_findings;

use crate::catalog::Catalog;
use crate::finding::{Code, Finding};
use crate::history::{Follow, History, Rev};
use crate::replay::Replay;
use crate::revision::RevisionId;
use crate::schema::{Attribute, Effect, ObjectId, Schema, Value};
use crate::timeline::Timelines;
use evidence::Weighed;
use lineage::{Lineage, Position};
use live::Live;
use lookalike::Lookalikes;
use namesake::Namesake;
use observed::{Observed, Stamp};
use presence::RevisionAudit;
use rows::Stamped;
use stage::Stage;
use std::collections::BTreeSet;
use verdict::{Broken, Case, Doubt, Remedy, Verdict};

/// A database, judged.
#[derive(Clone, Debug)]
pub struct Audit {
    pub lineage: Lineage,
    /// What `alembic upgrade` takes for everything: `head`, or `heads` where the files have several.
    pub head: &'static str,
    pub stamped: Stamped,
    pub observed: Observed,
    /// Where the database is taken to be: the stamp where the evidence admits it, else the least position it speaks for.
    pub position: Position,
    pub verdict: Verdict,
    pub remedy: Remedy,
    /// The revision that a repair brings to its end by its own statements.
    pub stopped: Option<Stopped>,
    /// A revision of which it cannot be read whether it was begun, or ran to its end.
    pub in_doubt: Option<Doubt>,
    pub revisions: Vec<RevisionAudit>,
    /// Tables, and columns of known tables, that no file explains.
    pub unexplained: Vec<ObjectId>,
    /// What is missing, and those of the unexplained that may be it under another name.
    pub lookalikes: Lookalikes,
    /// The tables that revisions use, and neither a revision makes nor the database has.
    pub without: Vec<foundation::Missing>,
    /// Tables that seem to be another application's, though revisions make some of these names.
    pub namesakes: Vec<Namesake>,
    pub findings: Vec<Finding>,
}

/// Returns all revisions in the order in which this database got, or would get, to the heads: what `rows` claim comes first,
/// so that a branch that contradicts it is the one that stops.
#[must_use]
pub fn replay_order(history: &History, rows: &[String]) -> Vec<Rev> {
    let known: Vec<Rev> = rows.iter().filter_map(|row| history.find(row)).collect();
    let claimed = history.ancestors(&known, Follow::Dependencies);
    let (first, rest): (Vec<Rev>, Vec<Rev>) =
        history.upgrade_order().into_iter().partition(|rev| claimed.contains(*rev));
    first.into_iter().chain(rest).collect()
}

/// Judges `catalog` by `history`; `replay` is the replay of the whole history on an empty schema ([`replay_order`]);
/// `rows` is what the version table holds.
#[must_use]
pub fn audit(history: &History, replay: &Replay, catalog: &Catalog, rows: &[String]) -> Audit {
    audit_probed(history, replay, catalog, rows, &[])
}

/// As [`audit`]; `answers` tell of rows.
#[must_use]
pub fn audit_probed(
    history: &History,
    replay: &Replay,
    catalog: &Catalog,
    rows: &[String],
    answers: &[probes::Answer],
) -> Audit {
    let lineage = lineage_of(history, replay);
    let timelines = Timelines::build(&replay.revisions);
    let stamped = rows::read_rows(&lineage, rows);
    let live = Live::read(&catalog.schema, &timelines, &replay.schema);
    let stage = stage_of(replay, catalog, (&timelines, &live), &stamped.position);
    let weighed = weigh(&timelines, &live, &replay.schema, stage);
    let mut observed = observed::observe(&lineage, &weighed, &stamped.position);
    if let (Stage::Inside { like: Some(like), .. }, true) = (stage, stamped.rows.is_empty()) {
        observed::widen(&mut observed, &lineage, lineage.parents().get(like).into_iter().flatten().copied());
    }
    let trusted = stamped.unknown.is_empty() && !stamped.rows.is_empty() && observed.stamp == Stamp::Admitted;
    let observed = probes::narrow(observed, &lineage, answers, trusted);
    let position = if trusted { stamped.position.clone() } else { believed(&observed, &stamped, &weighed) };
    let revisions = presence::judge(&lineage, &timelines, &replay.revisions, weighed, &position);
    let strangers = unexplained::strangers(&timelines, &live, replay, catalog);
    let lookalikes = lookalike::lookalikes(&revisions, &position, (&replay.schema, &catalog.schema), &strangers);
    let perhaps_made = unexplained::perhaps_made(&timelines, &live, catalog, &position);

    let loose_heads = loose_heads(history, &lineage);
    let broken = if !history.errors().is_empty() { Broken::Yes } else { Broken::No };
    let case = Case {
        lineage: &lineage,
        stamped: &stamped,
        observed: &observed,
        position: &position,
        revisions: &revisions,
        loose_heads: &loose_heads,
        unexplained: &strangers,
        is_inhabited: catalog.is_inhabited(),
        lookalikes: &lookalikes,
        perhaps_made: &perhaps_made,
        stopped: replay.failure.as_ref().and_then(|failure| lineage.number(&failure.revision)),
        broken,
    };
    let (mut verdict, mut remedy) = verdict::decide(&case);
    let unsaid = match case.is_settled(verdict) && catalog.schema.unknown.is_empty() {
        true => stage::lacking(&replay.revisions, &timelines, &live, &position),
        false => Vec::new(),
    };
    let as_left = left_by(&lineage, (replay, &timelines, &live), &position, &unsaid);
    let unsaid = match as_left {
        Some(next) => notice::as_left(&case, &live, next, &unsaid),
        None => notice::unsaid(&case, replay, &live, unsaid),
    };
    if !unsaid.is_empty() {
        (verdict, remedy) = verdict.beside_differences(as_left);
    }
    let claimed = position.union(&stamped.position).copied().collect();
    let without = foundation::missing(replay, &catalog.schema, &claimed);
    if !without.is_empty() {
        (verdict, remedy) = verdict.without_foundation(remedy);
    }
    let left_over = dropped::left_over(replay, &timelines, &live, &position);
    // A stamp would pass over what a revision still has to drop.
    let undone = left_over.iter().map(|own| own.revision).find(|number| !stamped.position.contains(number));
    let undone = undone.filter(|_| matches!(remedy, Remedy::Stamp | Remedy::Repair));
    if undone.is_some() {
        (verdict, remedy) = (Verdict::Undecided, Remedy::Refuse);
    }
    let begun = lineage.next(&position);
    let is_claimed = |own: &&RevisionAudit| {
        position.contains(&own.number) || stamped.position.contains(&own.number) || begun.contains(&own.number)
    };
    let namesakes = namesake::namesakes(&timelines, revisions.iter().filter(is_claimed), &strangers);
    if !namesakes.is_empty() && broken == Broken::No {
        remedy = Remedy::Refuse;
    }
    let mut findings: Vec<Finding> = history.findings().to_vec();
    findings.extend(catalog.findings.iter().cloned());
    findings.extend(without.iter().map(|own| notice::without(&case, own)));
    findings.extend(namesakes.iter().map(|own| notice::namesake(&case, own)));
    findings.extend(left_over.iter().map(|own| own.told(&lineage)));
    findings.extend(unsaid);
    findings.extend(notice::findings(&case, history, replay, live.aliases.len()));
    findings.extend(notice::alike(stage, &case));
    findings.extend(notice::half_read(&case, remedy));
    findings.extend(notice::names(&timelines, &live, &position));
    let in_doubt = as_left.map(Doubt::Begun).or(undone.map(Doubt::Ended)).or_else(|| case.in_doubt());
    let stopped = halted::stopped(stage, replay, &position).filter(|_| {
        remedy == Remedy::Repair && catalog.schema.search_path.first().is_some_and(|first| first.as_str() == "public")
    });
    Audit {
        verdict,
        remedy,
        stopped,
        in_doubt,
        lineage,
        // One that another depends on is still a head to Alembic.
        head: if history.heads().len() == 1 { "head" } else { "heads" },
        stamped,
        observed,
        position,
        revisions,
        unexplained: strangers,
        lookalikes,
        without,
        namesakes,
        findings,
    }
}

/// The observed position, with what the version table claims besides and leaves nothing in any catalog.
fn believed(observed: &Observed, stamped: &Stamped, weighed: &[Weighed]) -> Position {
    let mut position = observed.least.clone();
    let more: Position = stamped.position.difference(&position).copied().collect();
    let is_shown = weighed.iter().any(|own| more.contains(&own.moment.0));
    if stamped.position.is_subset(&observed.most) && !is_shown {
        position.extend(more);
    }
    position
}

/// The revision next to `position` that cannot all be read, sets what is otherwise there, and leaves nothing otherwise: it
/// may have run.
fn left_by(
    lineage: &Lineage,
    (replay, timelines, live): (&Replay, &Timelines, &Live),
    position: &Position,
    lacking: &[stage::Lacking],
) -> Option<usize> {
    let (object, attribute, _) = lacking.first()?;
    let is_unread = |number: &usize| replay.revisions.get(*number).is_some_and(|own| !own.unknown.is_empty());
    let sets = |number: &usize| {
        let effects = replay.revisions.get(*number).into_iter().flat_map(|own| &own.steps).flat_map(|own| &own.effects);
        effects.into_iter().any(|effect| match effect {
            Effect::Set { object: own, attribute: set, .. } => own == object && set == attribute,
            Effect::Renamed { from, to } => from == object || to == object,
            Effect::Unknown { .. } => false,
        })
    };
    let leaves = |number: &usize| {
        let after: Position = position.iter().copied().chain([*number]).collect();
        stage::lacking(&replay.revisions, timelines, live, &after).is_empty()
    };
    lineage.next(position).into_iter().find(|number| is_unread(number) && sets(number) && leaves(number))
}

/// The stage that the catalog is; where a statement of a dump was not followed, none.
fn stage_of(replay: &Replay, catalog: &Catalog, (timelines, live): (&Timelines, &Live), stamped: &Position) -> Stage {
    let is_first = !stamped.is_empty() && stamped.iter().copied().eq(0..stamped.len());
    match catalog.schema.unknown.is_empty() {
        true => stage::find(&replay.revisions, timelines, live, is_first.then_some(stamped.len())),
        false => Stage::Unknown,
    }
}

/// What the live objects say of every effect.
fn weigh(timelines: &Timelines, live: &Live, expected: &Schema, stage: Stage) -> Vec<Weighed> {
    let mut weighed = evidence::gather(timelines, live);
    mark_invalid(timelines, live, &mut weighed);
    halted::settle(stage, timelines, live, &mut weighed);
    implied::mark_implied(timelines, live, expected, &mut weighed);
    passed_over::settle(timelines, &mut weighed);
    weighed
}

/// The revisions in the order of the replay, which may have stopped before the last.
fn lineage_of(history: &History, replay: &Replay) -> Lineage {
    let mut order: Vec<RevisionId> = replay.revisions.iter().map(|own| own.revision.clone()).collect();
    let entered: BTreeSet<RevisionId> = order.iter().cloned().collect();
    let rest = history.upgrade_order().into_iter().map(|rev| history.id(rev).clone());
    order.extend(rest.filter(|id| !entered.contains(id)));
    Lineage::new(order, |id| {
        let rev = history.find(id.as_str());
        let parents = rev.into_iter().flat_map(|rev| {
            let mut parents = history.parents(rev, Follow::DownRevisions);
            parents.extend(history.dependencies(rev));
            parents
        });
        parents.map(|parent| history.id(parent).clone()).collect()
    })
}

/// Heads that carry no branch label: where branches are meant, they are labelled.
fn loose_heads(history: &History, lineage: &Lineage) -> BTreeSet<usize> {
    let heads = history.real_heads().into_iter().filter(|head| history.labels(*head).next().is_none());
    heads.filter_map(|head| lineage.number(history.id(head))).collect()
}

/// An index that a failed `CREATE INDEX CONCURRENTLY` left behind is not there. One that a revision makes with `ON ONLY`
/// is invalid too, until every partition has its part.
fn mark_invalid(timelines: &Timelines, live: &Live, weighed: &mut [Weighed]) {
    let no = Value::known("false");
    for effect in weighed.iter_mut() {
        let meant =
            timelines.life(effect.life).events(&Attribute::Valid).iter().any(|own| own.after.as_ref() == Some(&no));
        let invalid = !meant
            && live
                .carrier(effect.life)
                .is_some_and(|object| live.value(object, &Attribute::Valid).is_some_and(|value| *value == no));
        if invalid && effect.attribute == Attribute::Existence && effect.expected.is_some() {
            effect.evidence = evidence::Evidence::Absent;
            effect.actual = Some(Value::known("invalid"));
        }
    }
}

impl Audit {
    /// Returns the effects that are accused: missing in their own right, in revisions that the stamp claims or that
    /// have been begun. Each with the revision that should have made it.
    pub fn missing(&self) -> impl Iterator<Item = (&RevisionAudit, &Weighed)> {
        let claimed = |audit: &&RevisionAudit| {
            self.position.contains(&audit.number)
                || self.stamped.position.contains(&audit.number)
                || audit.presence == presence::Presence::Partial && self.is_next(audit.number)
        };
        self.revisions.iter().filter(claimed).flat_map(|audit| audit.missing().map(move |effect| (audit, effect)))
    }

    /// Returns the revisions that have been begun: partly there, on top of the position.
    pub fn begun(&self) -> impl Iterator<Item = usize> {
        let begun = |audit: &&RevisionAudit| {
            audit.presence == presence::Presence::Partial
                && !self.position.contains(&audit.number)
                && self.is_next(audit.number)
        };
        self.revisions.iter().filter(begun).map(|audit| audit.number)
    }

    /// Returns the rows of the version table as they are, repetitions included.
    #[must_use]
    pub fn row_texts(&self) -> Vec<String> {
        let rows = self.stamped.rows.iter().chain(&self.stamped.repeated);
        rows.map(|row| row.as_str().to_string()).collect()
    }

    /// Returns whether the evidence admits what the version table says.
    #[must_use]
    pub fn stamp_is_admitted(&self) -> bool {
        let known = self.stamped.unknown.is_empty() && !self.stamped.rows.is_empty();
        known && self.observed.stamp == Stamp::Admitted
    }

    /// Returns whether the version table has no room for the ids of the revisions to come.
    #[must_use]
    pub fn is_version_table_narrow(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == Code::NARROW_VERSION_TABLE)
    }

    fn is_next(&self, number: usize) -> bool {
        self.lineage.parents()[number].iter().all(|parent| self.position.contains(parent))
    }
}
