//! Tables that were there before a revision that asked for them: a guard, `IF NOT EXISTS` and `checkfirst` make a table only
//! where there is none, so that an older one stays what it was. The history is then to be replayed on them.

use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, QualifiedName};
use crate::operation::{IfNotExists, Operation};
use crate::replay::{Action, Replay, RevisionReplay, Step};
use crate::revision::RevisionId;
use crate::schema::{Attribute, Effect, ObjectId, Schema, Table, Unknown, Value};
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// How many columns a finding names.
const NAMED: usize = 6;

/// A table that is not the one that a revision makes where there is none.
#[derive(Clone, Debug)]
pub struct Skipped {
    pub table: QualifiedName,
    pub revision: RevisionId,
    pub place: Place,
    /// What it lacks of what the revision makes it with, and what it has otherwise.
    lacking: Vec<ObjectId>,
    other: Vec<ObjectId>,
    /// Its columns that no revision adds.
    strange: Vec<Name>,
}

/// Returns the tables of `actual` that are not what a revision makes that asked the catalog before, or made them only if they
/// were not there: they have columns that no revision adds, and lack what that revision gives them and none changes.
#[must_use]
pub fn skipped(replay: &Replay, actual: &Schema) -> Vec<Skipped> {
    let asking = replay.revisions.iter().flat_map(|own| own.steps.iter().map(move |step| (own, step)));
    let guarded = asking.filter_map(|(own, step)| Some((own, step, actual.table(made_if_missing(own, step)?)?)));
    let guarded: Vec<(&RevisionReplay, &Step, &Table)> =
        guarded.map(|(own, step, table)| (own, step, &**table)).collect();
    if guarded.is_empty() {
        return Vec::new();
    }
    let mut last: Last<'_> = BTreeMap::new();
    for effect in replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects) {
        match effect {
            Effect::Set { object, attribute, after, .. } => {
                last.insert((object, attribute), after.as_ref());
            }
            Effect::Renamed { from, .. } => _ = last.insert((from, &Attribute::Existence), None),
            Effect::Unknown { .. } => {}
        }
    }
    let added = added(replay);
    let live = actual.facts().into_iter().map(|fact| ((fact.object, fact.attribute), fact.value)).collect();
    let compare = |(revision, step, table): (&RevisionReplay, &Step, &Table)| {
        let is_strange = |name: &&Name| !added.contains(&ObjectId::Column(table.name.clone(), (*name).clone()));
        let strange: Vec<Name> = table.columns.iter().map(|own| &own.name).filter(is_strange).cloned().collect();
        let (lacking, other) = differing(step, &last, &live);
        let is_known = !replay.schema.is_known_in_part(&table.name) && !actual.is_known_in_part(&table.name);
        (is_known && !strange.is_empty() && !(lacking.is_empty() && other.is_empty())).then(|| Skipped {
            table: table.name.clone(),
            revision: revision.revision.clone(),
            place: step.place.clone(),
            lacking,
            other,
            strange,
        })
    };
    guarded.into_iter().filter_map(compare).collect()
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

/// The table that a step makes where there is none.
fn made_if_missing<'a>(revision: &RevisionReplay, step: &'a Step) -> Option<&'a QualifiedName> {
    let Action::Operation { operation, .. } = &step.action else { return None };
    let Operation::CreateTable(create) = &**operation else { return None };
    let is_guarded = revision.reads_catalog || create.existing == IfNotExists::Skip;
    step.effects.iter().filter(|_| is_guarded).find_map(|effect| match effect {
        Effect::Set { object: ObjectId::Table(name), attribute: Attribute::Existence, before: None, .. } => Some(name),
        _ => None,
    })
}

/// The value that the history sets last.
type Last<'a> = BTreeMap<(&'a ObjectId, &'a Attribute), Option<&'a Value>>;

/// What revisions make, by the names they give it.
fn added(replay: &Replay) -> BTreeSet<&ObjectId> {
    let effects = replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects);
    let made = effects.filter_map(|effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, after: Some(_), .. } => Some(object),
        Effect::Renamed { to, .. } => Some(to),
        _ => None,
    });
    made.collect()
}

/// What a step sets, the history leaves as it is, and the database does not have, and what it has otherwise.
fn differing(
    step: &Step,
    last: &Last<'_>,
    live: &BTreeMap<(ObjectId, Attribute), Value>,
) -> (Vec<ObjectId>, Vec<ObjectId>) {
    let (mut lacking, mut other) = (Vec::new(), Vec::new());
    for effect in &step.effects {
        let Effect::Set { object, attribute, after: Some(after @ Value::Known(_)), .. } = effect else { continue };
        let is_left = last.get(&(object, attribute)) == Some(&Some(after)) && *attribute != Attribute::Comment;
        match live.get(&(object.clone(), attribute.clone())) {
            _ if !is_left || lacking.last() == Some(object) => {}
            None if *attribute == Attribute::Existence => lacking.push(object.clone()),
            Some(own) if own != after && own.doubt_beside(after).is_none() && other.last() != Some(object) => {
                other.push(object.clone());
            }
            _ => {}
        }
    }
    (lacking, other)
}

impl Skipped {
    /// Returns why the table is taken to be older than the history.
    #[must_use]
    pub fn reason(&self) -> Unknown {
        let reason = format!(
            "`{}` makes the table `{}` only where there is none, and another one was there",
            self.revision, self.table
        );
        Unknown::new(reason, Some(self.place.clone()))
    }

    /// Returns the finding that tells of it; `replay` is the one on older tables.
    #[must_use]
    pub fn told(&self, replay: &Replay) -> Finding {
        let Self { table, revision, lacking, other, strange, .. } = self;
        let added = added(replay);
        let is_strange = |name: &&Name| !added.contains(&ObjectId::Column(table.clone(), (*name).clone()));
        let strange: Vec<&Name> = strange.iter().filter(is_strange).collect();
        let differs = match (lacking.is_empty(), other.is_empty()) {
            (true, _) => format!("has {} otherwise", listed(other)),
            (false, true) => format!("lacks {}", listed(lacking)),
            (false, false) => format!("lacks {}, has {} otherwise", listed(lacking), listed(other)),
        };
        let message = format!(
            "`table {table}` is not the one that `{revision}` makes where there is none: it {differs}, and {} no revision adds; it is taken \
             to be older than the history",
            if strange.is_empty() { "a column of it".to_owned() } else { listed(&strange) }
        );
        Finding::new(Code::OLDER_TABLE, Severity::Warning, message)
            .revision(revision.as_str())
            .place(self.place.clone())
            .help("if it is the revision's own, changed by hand since, what it lacks is missing; the plan leaves it alone")
    }
}

fn listed<T: Display>(items: &[T]) -> String {
    let named: Vec<String> = items.iter().take(NAMED).map(|item| format!("`{item}`")).collect();
    let more = items.len().saturating_sub(NAMED);
    named.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}
