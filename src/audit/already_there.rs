//! Tables, types, sequences and views that were there before a revision that asked for them: a guard, `IF NOT EXISTS` and
//! `checkfirst` make one only where there is none, so that an older one stays what it was. The history is then to be replayed
//! on them.

use crate::audit::Audit;
use crate::audit::verdict::{Doubt, Remedy, Verdict};
use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, QualifiedName};
use crate::operation::{Existing, IfNotExists, Operation};
use crate::replay::{Action, Replay, RevisionReplay, Sender, Step};
use crate::revision::RevisionId;
use crate::schema::{Attribute, Effect, Key, ObjectId, Schema, Stored, TypeKind, Unknown, Value};
use crate::source::Place;
use crate::timeline::{Event, Life, Timelines};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// The findings that say why there are two readings.
const TOLD: [Code; 3] = [Code::OLDER_TABLE, Code::OLDER_OBJECT, Code::SEARCH_PATH_LASTS];

/// How many columns a finding names.
const NAMED: usize = 6;

/// An object that is not the one that a revision makes where there is none.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// What it was called when the revision asked for it.
    pub object: ObjectId,
    /// What there is under that name.
    pub actual: ObjectId,
    pub revision: RevisionId,
    pub place: Place,
    /// What it lacks of what the revision makes it with, and what of that it has otherwise.
    lacking: Vec<String>,
    other: Vec<ObjectId>,
    /// Columns and labels of it that no revision adds, under its present name.
    strange: Vec<String>,
    /// How many columns are as the revision makes them; nothing of what has none.
    alike: Option<usize>,
}

impl Audit {
    /// Returns the audit where it may as well be `other`, because of a doubt about `revision`: where the two do not agree,
    /// nothing is decided.
    #[must_use]
    pub fn unless(self, other: Self, revision: &RevisionId, doubt: fn(usize) -> Doubt) -> Self {
        let agree = self.verdict == other.verdict
            && self.position == other.position
            && self.missing().count() == other.missing().count();
        // A row that no file declares decides before: the database may be newer than the files.
        if agree || self.remedy == Remedy::FixFiles || !self.stamped.unknown.is_empty() {
            return self;
        }
        let told = other.findings.into_iter().filter(|own| TOLD.contains(&own.code));
        let findings = self.findings.into_iter().chain(told).collect();
        let in_doubt = self.lineage.number(revision).map(doubt);
        Self { verdict: Verdict::Undecided, remedy: Remedy::Refuse, in_doubt, stopped: None, findings, ..self }
    }
}

/// The values of the database.
type Values = BTreeMap<(ObjectId, Attribute), Value>;

/// Returns what in `actual` is not as a revision makes it that asked the catalog before, or made it only if it was not there:
/// tables with columns, and enum types with labels, that no revision adds, which lack what that revision gives them, and
/// other sequences and views.
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
    let compare = |(number, index, revision, step, object): (usize, usize, &RevisionReplay, &Step, &ObjectId)| {
        let parts = parts.get(&(number, index))?;
        let life = parts.iter().find(|own| own.names.first().is_some_and(|(_, name)| name == object))?;
        let strange = strange(life, actual, &timelines)?;
        let (mut lacking, mut other) = (Vec::new(), Vec::new());
        parts.iter().for_each(|part| differ(part, (number, index), &live, (&mut lacking, &mut other)));
        let actual = actual_kind(object, life, actual);
        let is_same = lacking.is_empty() && other.is_empty() && actual == *object;
        let alike = match object {
            ObjectId::Table(_) => {
                let is_column = |own: &ObjectId| matches!(own, ObjectId::Column(..));
                let columns = parts.iter().filter(|own| is_column(own.last_name())).count();
                let differing = lacking.iter().chain(&other).filter(|own| is_column(own)).count();
                Some(columns.saturating_sub(differing))
            }
            _ => None,
        };
        let missing = labels(life, (number, index)).filter(|own| !has(&live, life, own)).map(named);
        let lacking = lacking.iter().map(ObjectId::to_string).chain(missing).collect();
        other.retain(|own| !life.names.iter().any(|(_, name)| name == own));
        // Of a table a column may have been dropped by hand; PostgreSQL drops no label, and what has no parts is another one.
        let is_strange = !strange.is_empty() || alike.is_none();
        (is_strange && !is_same).then(|| Skipped {
            object: object.clone(),
            actual,
            revision: revision.revision.clone(),
            place: step.place.clone(),
            lacking,
            other,
            strange,
            alike,
        })
    };
    makings.into_iter().filter_map(compare).collect()
}

/// Returns the tables that revisions use and none makes, where a revision asked the catalog before, with why they are thought
/// to be older than the history.
pub fn asked_for<'a>(replay: &'a Replay, actual: &'a Schema) -> impl Iterator<Item = (ObjectId, Unknown)> + 'a {
    let mut has_asked = false;
    replay.revisions.iter().flat_map(move |revision| {
        has_asked |=
            revision.reads_catalog || revision.steps.iter().any(|step| made_if_missing(revision, step).is_some());
        let used = revision.unrecorded.iter().filter(move |_| has_asked);
        used.filter_map(|(object, unknown)| match object {
            ObjectId::Table(name) => actual.table(name).map(|_| (object.clone(), unknown.clone())),
            _ => None,
        })
    })
}

/// Returns what revisions use and none makes, and the database has in one other schema only: its bare name may mean that one.
pub fn elsewhere(replay: &Replay, actual: &Schema) -> Vec<(ObjectId, Unknown)> {
    let lacks = |object: &ObjectId| key(object).is_some_and(|key| actual.find(&key).is_none());
    let wanted: Vec<_> = replay.unrecorded().filter(|(object, _)| lacks(object)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut namesakes: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for own in actual.objects().map(|(_, stored)| stored.id()) {
        if let Some(bare) = bare(&own) {
            namesakes.entry(bare).or_default().push(own);
        }
    }
    let there = |object: &ObjectId| match namesakes.get(&bare(object)?)?.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    wanted.into_iter().filter_map(|(object, unknown)| Some((there(object)?, unknown.clone()))).collect()
}

fn key(object: &ObjectId) -> Option<Key> {
    match object {
        ObjectId::Table(name) => Some(Key::Relation(name.clone())),
        ObjectId::Type(name) => Some(Key::Type(name.clone())),
        ObjectId::Function(name, arguments) => Some(Key::Routine(name.clone(), arguments.clone())),
        _ => None,
    }
}

/// The same in no schema.
fn bare(object: &ObjectId) -> Option<ObjectId> {
    let bare = |own: &QualifiedName| QualifiedName { schema: Name::verbatim(""), name: own.name.clone() };
    match object {
        ObjectId::Table(name) => Some(ObjectId::Table(bare(name))),
        ObjectId::Type(name) => Some(ObjectId::Type(bare(name))),
        ObjectId::Function(name, arguments) => Some(ObjectId::Function(bare(name), arguments.clone())),
        _ => None,
    }
}

/// What a step makes where there is none, or without which its file goes on.
fn made_if_missing<'a>(revision: &RevisionReplay, step: &'a Step) -> Option<&'a ObjectId> {
    let Action::Operation { operation, .. } = &step.action else { return None };
    let (is_if_missing, is_it): (bool, fn(&ObjectId) -> bool) = match &**operation {
        Operation::CreateTable(own) => (own.existing == IfNotExists::Skip, |own| matches!(own, ObjectId::Table(_))),
        Operation::CreateSequence { existing, .. } => {
            (*existing == IfNotExists::Skip, |own| matches!(own, ObjectId::Sequence(_)))
        }
        Operation::CreateView(own) if own.existing == Existing::Replace => return None,
        Operation::CreateView(own) => (own.existing == Existing::Skip, |own| matches!(own, ObjectId::View(_))),
        Operation::CreateType { .. } => (false, |own| matches!(own, ObjectId::Type(_))),
        _ => return None,
    };
    let is_tried = step.condition.as_ref().is_some_and(|own| own.text().starts_with("try"));
    let is_guarded = revision.reads_catalog || is_tried || step.sender == Sender::Block;
    step.effects.iter().filter(|_| is_guarded || is_if_missing).find_map(|effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, before: None, .. } => is_it(object).then_some(object),
        _ => None,
    })
}

/// What no revision adds to what a life is now called: columns, labels; nothing where there is no such object.
fn strange(life: &Life, actual: &Schema, timelines: &Timelines) -> Option<Vec<String>> {
    let names = || life.names.iter().rev().map(|(_, name)| name);
    let relation = || names().filter_map(relation_name).find_map(|name| actual.relation(name));
    match life.last_name() {
        ObjectId::Type(_) => names().find_map(|name| match name {
            ObjectId::Type(name) => match &actual.type_named(name)?.kind {
                TypeKind::Enum { labels } => {
                    let is_made = |label: &&String| life.attributes.contains_key(&Attribute::Label((*label).clone()));
                    Some(
                        labels
                            .iter()
                            .filter(|own| !is_made(own))
                            .map(|own| named(&Attribute::Label(own.clone())))
                            .collect(),
                    )
                }
                _ => Some(Vec::new()),
            },
            _ => None,
        }),
        ObjectId::Table(_) => match relation()? {
            Stored::Table(table) => {
                let columns = table.columns.iter().map(|own| ObjectId::Column(table.name.clone(), own.name.clone()));
                Some(columns.filter(|own| !timelines.is_made(own)).map(|own| own.to_string()).collect())
            }
            Stored::View(view) => Some(vec![ObjectId::View(view.name.clone()).to_string()]),
            _ => None,
        },
        _ => relation().map(|_| Vec::new()),
    }
}

/// What is older: a table may stand where a revision would make a view.
fn actual_kind(object: &ObjectId, life: &Life, actual: &Schema) -> ObjectId {
    let mut names = life.names.iter().rev().filter_map(|(_, name)| relation_name(name));
    match (object, names.find_map(|name| actual.relation(name))) {
        (ObjectId::View(name) | ObjectId::Sequence(name), Some(Stored::Table(_))) => ObjectId::Table(name.clone()),
        _ => object.clone(),
    }
}

fn relation_name(object: &ObjectId) -> Option<&QualifiedName> {
    match object {
        ObjectId::Table(name) | ObjectId::View(name) | ObjectId::Sequence(name) => Some(name),
        _ => None,
    }
}

/// The labels that an enum type is made with at `at`, but for those that no longer are to be there.
fn labels(life: &Life, at: (usize, usize)) -> impl Iterator<Item = &Attribute> {
    let is_made_here = move |events: &Vec<Event>| {
        let is_kept = events.last().is_some_and(|event| event.after.is_some());
        is_kept && events.first().is_some_and(|event| (event.moment.0, event.step) == at)
    };
    let labels =
        life.attributes.iter().filter(move |(own, events)| matches!(own, Attribute::Label(_)) && is_made_here(events));
    labels.map(|(own, _)| own)
}

fn has(live: &Values, life: &Life, own: &Attribute) -> bool {
    life.names.iter().any(|(_, name)| live.contains_key(&(name.clone(), own.clone())))
}

fn named(own: &Attribute) -> String {
    if let Attribute::Label(label) = own { format!("label '{label}'") } else { String::new() }
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
        self.alike == Some(0)
    }

    /// Returns why the object is taken to be older than the history.
    #[must_use]
    pub fn reason(&self) -> Unknown {
        let reason =
            format!("`{}` makes `{}` only where there is none, and another one was there", self.revision, self.object);
        Unknown::new(reason, Some(self.place.clone()))
    }

    /// Returns the finding that tells of it; `added` is what the replay on older objects makes.
    fn finding(&self, added: &BTreeSet<String>) -> Finding {
        let Self { object, revision, lacking, other, strange, .. } = self;
        let strange: Vec<&String> = strange.iter().filter(|own| !added.contains(*own)).collect();
        let differs = match (lacking.is_empty(), other.is_empty()) {
            (true, true) => "is defined otherwise".to_owned(),
            (true, false) => format!("has {} otherwise", listed(other)),
            (false, true) => format!("lacks {}", listed(lacking)),
            (false, false) => format!("lacks {}, has {} otherwise", listed(lacking), listed(other)),
        };
        let extra = match (strange.is_empty(), &self.strange.is_empty()) {
            (true, true) => String::new(),
            (true, false) => ", and a column of it no revision adds".to_owned(),
            (false, _) => format!(", and {} no revision adds", listed(&strange)),
        };
        let taken = match self.is_clear() {
            true => "is taken to be older than the history",
            false => "is older than the history, or somebody changed it",
        };
        let message = format!(
            "`{object}` is not the one that `{revision}` makes where there is none: it {differs}{extra}; it {taken}"
        );
        let code = if matches!(object, ObjectId::Table(_)) { Code::OLDER_TABLE } else { Code::OLDER_OBJECT };
        Finding::new(code, Severity::Warning, message)
            .revision(revision.as_str())
            .place(self.place.clone())
            .help("if it is the revision's own, what it lacks is missing; if it is older, nothing is: look which of the two is true")
    }
}

/// Returns the findings that tell of them; `replay` is the one on which they are older.
#[must_use]
pub fn told(skipped: &[Skipped], replay: &Replay) -> Vec<Finding> {
    let effects = replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects);
    let added = effects.filter_map(|effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, after: Some(_), .. } => Some(object.to_string()),
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
