//! Tables that were there before a revision that asked for them: a guard, `IF NOT EXISTS` and `checkfirst` make a table only
//! where there is none, so that an older one stays what it was. The history is then to be replayed on them.

use crate::audit::Audit;
use crate::audit::verdict::{Doubt, Remedy, Verdict};
use crate::finding::{Code, Finding, Severity};
use crate::name::QualifiedName;
use crate::operation::{IfNotExists, Operation};
use crate::replay::{Action, Replay, RevisionReplay, Sender, Step};
use crate::revision::RevisionId;
use crate::schema::{Attribute, Effect, ObjectId, Schema, Stored, Table, Unknown, Value};
use crate::source::Place;
use crate::timeline::{Event, Life, Timelines};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// How many columns a finding names.
const NAMED: usize = 6;

/// A table that is not the one that a revision makes where there is none.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Its name when the revision asked for it.
    pub table: QualifiedName,
    pub revision: RevisionId,
    pub place: Place,
    /// What it lacks of what the revision makes it with, and what it has otherwise.
    lacking: Vec<ObjectId>,
    other: Vec<ObjectId>,
    /// Its columns that no revision adds, under its present name.
    strange: Vec<ObjectId>,
    /// How many columns are as the revision makes them.
    alike: usize,
}

impl Audit {
    /// Returns the audit where it may as well be `other`, which holds if the table was there before `revision`: where the two
    /// do not agree, nothing is decided.
    #[must_use]
    pub fn unless(self, other: Self, revision: &RevisionId) -> Self {
        let agree = self.verdict == other.verdict
            && self.position == other.position
            && self.missing().count() == other.missing().count();
        // A row that no file declares decides before: the database may be newer than the files.
        if agree || self.remedy == Remedy::FixFiles || !self.stamped.unknown.is_empty() {
            return self;
        }
        let told = other.findings.into_iter().filter(|own| own.code == Code::OLDER_TABLE);
        let findings = self.findings.into_iter().chain(told).collect();
        let in_doubt = self.lineage.number(revision).map(Doubt::Older);
        Self { verdict: Verdict::Undecided, remedy: Remedy::Refuse, in_doubt, stopped: None, findings, ..self }
    }
}

/// The values of the database.
type Values = BTreeMap<(ObjectId, Attribute), Value>;

/// Returns the tables of `actual` that are not what a revision makes that asked the catalog before, or made them only if they
/// were not there: views, or tables with columns that no revision adds, which lack what that revision gives them.
#[must_use]
pub fn skipped(replay: &Replay, actual: &Schema) -> Vec<Skipped> {
    let steps = replay.revisions.iter().enumerate().flat_map(|(number, own)| {
        let steps = own.steps.iter().enumerate();
        steps.filter_map(move |(index, step)| Some((number, index, own, step, made_if_missing(own, step)?)))
    });
    let makings: Vec<_> = steps.collect();
    if makings.is_empty() {
        return Vec::new();
    }
    let timelines = Timelines::build(&replay.revisions);
    let live: Values = actual.facts().into_iter().map(|fact| ((fact.object, fact.attribute), fact.value)).collect();
    let mut parts: BTreeMap<(usize, usize), Vec<&Life>> = BTreeMap::new();
    for (_, life) in timelines.iter() {
        if let Some(event) = life.events(&Attribute::Existence).first() {
            parts.entry((event.moment.0, event.step)).or_default().push(life);
        }
    }
    let compare = |(number, index, revision, step, table): (usize, usize, &RevisionReplay, &Step, &QualifiedName)| {
        let parts = parts.get(&(number, index))?;
        let life =
            parts.iter().find(|own| matches!(own.names.first(), Some((_, ObjectId::Table(name))) if name == table))?;
        let mut names = life.names.iter().rev().filter_map(|(_, name)| name.table());
        let strange = match names.find_map(|name| actual.relation(name))? {
            Stored::Table(table) => strange(table, &timelines),
            Stored::View(view) => vec![ObjectId::View(view.name.clone())],
            _ => return None,
        };
        let (mut lacking, mut other) = (Vec::new(), Vec::new());
        parts.iter().for_each(|part| differ(part, (number, index), &live, (&mut lacking, &mut other)));
        let is_column = |own: &ObjectId| matches!(own, ObjectId::Column(..));
        let columns = parts.iter().filter(|own| is_column(own.last_name())).count();
        let differing = lacking.iter().chain(&other).filter(|own| is_column(own)).count();
        let is_same = strange.is_empty() || lacking.is_empty() && other.is_empty();
        (!is_same).then(|| Skipped {
            table: table.clone(),
            revision: revision.revision.clone(),
            place: step.place.clone(),
            lacking,
            other,
            strange,
            alike: columns.saturating_sub(differing),
        })
    };
    makings.into_iter().filter_map(compare).collect()
}

/// Returns the tables that revisions use and none makes, where a revision asked the catalog before, with why they are thought
/// to be older than the history.
pub fn asked_for<'a>(replay: &'a Replay, actual: &'a Schema) -> impl Iterator<Item = (QualifiedName, Unknown)> + 'a {
    let mut has_asked = false;
    replay.revisions.iter().flat_map(move |revision| {
        has_asked |=
            revision.reads_catalog || revision.steps.iter().any(|step| made_if_missing(revision, step).is_some());
        let used = revision.unrecorded.iter().filter(move |_| has_asked);
        used.filter_map(|(object, unknown)| match object {
            ObjectId::Table(name) => actual.table(name).map(|_| (name.clone(), unknown.clone())),
            _ => None,
        })
    })
}

/// The table that a step makes where there is none, or without which its file goes on.
fn made_if_missing<'a>(revision: &RevisionReplay, step: &'a Step) -> Option<&'a QualifiedName> {
    let Action::Operation { operation, .. } = &step.action else { return None };
    let Operation::CreateTable(create) = &**operation else { return None };
    let is_tried = step.condition.as_ref().is_some_and(|own| own.text().starts_with("try"));
    let is_guarded = revision.reads_catalog || is_tried || step.sender == Sender::Block;
    let is_guarded = is_guarded || create.existing == IfNotExists::Skip;
    step.effects.iter().filter(|_| is_guarded).find_map(|effect| match effect {
        Effect::Set { object: ObjectId::Table(name), attribute: Attribute::Existence, before: None, .. } => Some(name),
        _ => None,
    })
}

/// The columns of a table that no revision adds under its present name.
fn strange(table: &Table, timelines: &Timelines) -> Vec<ObjectId> {
    let columns = table.columns.iter().map(|own| ObjectId::Column(table.name.clone(), own.name.clone()));
    columns.filter(|column| !timelines.is_made(column)).collect()
}

/// Notes of a part that is made at `at` what the database does not have, or has as no revision makes it.
fn differ(part: &Life, at: (usize, usize), live: &Values, (lacking, other): (&mut Vec<ObjectId>, &mut Vec<ObjectId>)) {
    let is_there = |name: &&ObjectId| live.contains_key(&((*name).clone(), Attribute::Existence));
    let is_dropped = || part.events(&Attribute::Existence).iter().any(|event| event.after.is_none());
    let Some(name) = part.names.iter().rev().map(|(_, name)| name).find(is_there) else {
        if !is_dropped() {
            lacking.push(part.last_name().clone());
        }
        return;
    };
    let is_other = |(attribute, events): (&Attribute, &Vec<Event>)| {
        let is_made_here = events.first().is_some_and(|event| (event.moment.0, event.step) == at);
        let actual = live.get(&(name.clone(), attribute.clone()));
        let is_like = |value: &Value| actual.is_some_and(|own| own == value || own.doubt_beside(value).is_some());
        let is_told = !matches!(attribute, Attribute::Existence | Attribute::Comment);
        is_told && is_made_here && !events.iter().filter_map(|event| event.after.as_ref()).any(is_like)
    };
    if part.attributes.iter().any(is_other) {
        other.push(name.clone());
    }
}

impl Skipped {
    /// Returns whether not one column is as the revision makes it: of a table of its own, changed by hand since, one would be.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.alike == 0
    }

    /// Returns why the table is taken to be older than the history.
    #[must_use]
    pub fn reason(&self) -> Unknown {
        let reason = format!(
            "`{}` makes the table `{}` only where there is none, and another one was there",
            self.revision, self.table
        );
        Unknown::new(reason, Some(self.place.clone()))
    }

    /// Returns the finding that tells of it; `added` is what the replay on older tables makes.
    fn finding(&self, added: &BTreeSet<&ObjectId>) -> Finding {
        let Self { table, revision, lacking, other, strange, .. } = self;
        let strange: Vec<&ObjectId> = strange.iter().filter(|own| !added.contains(own)).collect();
        let differs = match (lacking.is_empty(), other.is_empty()) {
            (true, _) => format!("has {} otherwise", listed(other)),
            (false, true) => format!("lacks {}", listed(lacking)),
            (false, false) => format!("lacks {}, has {} otherwise", listed(lacking), listed(other)),
        };
        let taken = match self.is_clear() {
            true => "is taken to be older than the history",
            false => "is older than the history, or somebody changed it",
        };
        let message = format!(
            "`table {table}` is not the one that `{revision}` makes where there is none: it {differs}, and {} no revision adds; it {taken}",
            if strange.is_empty() { "a column of it".to_owned() } else { listed(&strange) }
        );
        Finding::new(Code::OLDER_TABLE, Severity::Warning, message)
            .revision(revision.as_str())
            .place(self.place.clone())
            .help("if it is the revision's own, what it lacks is missing; if it is older, nothing is: look which of the two is true")
    }
}

/// Returns the findings that tell of tables; `replay` is the one on which they are older.
#[must_use]
pub fn told(skipped: &[Skipped], replay: &Replay) -> Vec<Finding> {
    let effects = replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects);
    let added = effects.filter_map(|effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, after: Some(_), .. } => Some(object),
        _ => None,
    });
    let added = added.collect();
    skipped.iter().map(|own| own.finding(&added)).collect()
}

fn listed<T: Display>(items: &[T]) -> String {
    let named: Vec<String> = items.iter().take(NAMED).map(|item| format!("`{item}`")).collect();
    let more = items.len().saturating_sub(NAMED);
    named.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}
