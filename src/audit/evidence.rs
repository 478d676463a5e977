//! What one live value says about the effects on an attribute's timeline (DESIGN, audit). Only that: which revisions
//! are then applied is decided in `presence` and `observed`.

use crate::audit::lineage::Position;
use crate::audit::live::Live;
use crate::audit::{from_the_start, passing};
use crate::schema::{Attribute, ObjectId, Unknown, Value};
use crate::source::Place;
use crate::timeline::{Event, Life, LifeId, Moment, Reach, Taint, Timelines};
use std::ops::Bound;

/// What the live value says about one effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The value this effect set, or one that only a later effect sets.
    Present,
    /// A value from before this effect, and from nowhere later.
    Absent,
    /// The same before and after: says nothing.
    Superseded,
    /// A value that is on the timeline nowhere.
    Diverged,
    /// Cannot be compared.
    Unprovable,
}

/// How far an effect's evidence can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The making of an object that is made whether it is there or not: an older one may be just like it.
    Weak,
    /// A change to, or the drop of, an object that other revisions made.
    Medium,
    /// The making of an object.
    Strong,
}

/// One effect of one revision, and what the database says about it.
#[derive(Clone, Debug)]
pub struct Weighed {
    pub moment: Moment,
    pub life: LifeId,
    /// The object's name after the effect.
    pub object: ObjectId,
    /// The names that later revisions gave it.
    pub later: Vec<(Moment, ObjectId)>,
    pub attribute: Attribute,
    pub evidence: Evidence,
    pub grade: Grade,
    pub place: Place,
    pub condition: Option<Place>,
    /// Why nothing can be said, where that is so.
    pub reason: Option<String>,
    /// The first later revision that may have taken away what is absent, without anybody knowing.
    pub excuse: Option<Moment>,
    /// Where the live value is the one from before this effect, and a later revision sets it again, or may have: that
    /// revision.
    pub until: Option<Moment>,
    /// The same, of revisions that set it again for certain.
    pub until_surely: Option<Moment>,
    /// The live object, where it may as well be another's of the history.
    pub contested: Option<ObjectId>,
    /// What says that the revision stopped half way, if anything does.
    pub halfway: Option<Halfway>,
    pub expected: Option<Value>,
    pub actual: Option<Value>,
    /// Only follows from another effect's evidence: a column of a missing table, a change to a missing column.
    pub implied: bool,
    /// What it follows from, where it does.
    pub blame: Option<Blame>,
}

/// What is missing, so that an effect's absence only follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The object that the effect changes.
    Itself,
    /// Another object, without which this one cannot be.
    Needs(ObjectId),
}

/// How a live value can be one that a revision only passes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halfway {
    /// Nothing but stopping half way explains the value.
    Begun,
    /// Stopping half way explains the value, and so does a step that can have done anything.
    Perhaps,
    /// The revision drops the object and makes it again, and it is not there: it may never have been.
    Remade,
}

/// Returns the evidence for every effect of every life, by moment.
#[must_use]
pub fn gather(timelines: &Timelines, live: &Live) -> Vec<Weighed> {
    let mut findings = Vec::new();
    for (id, life) in timelines.iter() {
        let name = live.carrier(id);
        let existence = life.events(&Attribute::Existence);
        for (attribute, events) in &life.attributes {
            let actual = match (attribute, &name) {
                (Attribute::Existence, _) => existing_name(live, id, life),
                (_, Some(_)) => live.said(id, attribute).cloned(),
                (_, None) => None,
            };
            // What serves in another's place has no other attributes to compare.
            if name.is_some() && actual.is_none() && live.aliases.contains_key(&id) {
                continue;
            }
            for (number, event) in events.iter().enumerate() {
                let born = *attribute != Attribute::Existence && existence.iter().any(|own| made(own, event.moment));
                let gone = |own: &Event| own.moment == event.moment && own.after.is_none();
                if *attribute != Attribute::Existence && event.after.is_none() && existence.iter().any(gone) {
                    continue;
                }
                let mut finding = weigh(timelines, (id, live.older(id, life)), attribute, number, &actual);
                if live.is_contested(id) {
                    finding.evidence = Evidence::Unprovable;
                    finding.contested = name.cloned();
                    let older = live.older(id, life).map(|own| own.reason.to_string());
                    finding.reason =
                        older.or_else(|| Some("another object of the history had the same name or shape".into()));
                }
                from_the_start::settle(&mut finding, timelines, live, id);
                // Whether it was dropped under this name and made again under another, nobody can see.
                if live.aliases.contains_key(&id) && event.after.is_none() && finding.evidence == Evidence::Absent {
                    finding.evidence = Evidence::Unprovable;
                    finding.reason = Some("an object of the same shape is there under another name".into());
                }
                if matches!(finding.evidence, Evidence::Absent | Evidence::Diverged)
                    && let Some(unknown) = live.doubt(id)
                {
                    finding.evidence = Evidence::Unprovable;
                    finding.reason =
                        Some(format!("a statement of the database's dump is not known: {}", unknown.reason));
                }
                // What an object is made with is part of its making: it speaks only where it speaks against it.
                let silent = matches!(finding.evidence, Evidence::Present | Evidence::Superseded);
                if born && (silent || name.is_none()) {
                    continue;
                }
                if *attribute != Attribute::Existence && name.is_none() {
                    (finding.implied, finding.blame) = (true, Some(Blame::Itself));
                }
                findings.push(finding);
            }
        }
        if !live.is_contested(id) && live.doubt(id).is_none() {
            match &name {
                None => findings.extend(life.remade().map(|event| passing::remade(timelines, id, event))),
                Some(name) => findings.extend(passing::left_behind(timelines, id, name)),
            }
        }
    }
    sort(&mut findings);
    findings
}

/// Sorts effects by revision, line and object.
pub(super) fn sort(weighed: &mut [Weighed]) {
    weighed.sort_by(|a, b| (a.moment, a.place.span.start, &a.object).cmp(&(b.moment, b.place.span.start, &b.object)));
}

/// The name the object goes by; under an alias it counts as the name it should have.
fn existing_name(live: &Live, id: LifeId, life: &Life) -> Option<Value> {
    let name = if live.aliases.contains_key(&id) { Some(life.last_name()) } else { live.carrier(id) };
    name.map(|name| Value::known(name.own_name()))
}

fn made(event: &Event, moment: Moment) -> bool {
    event.moment == moment && event.before.is_none()
}

fn weigh(
    timelines: &Timelines,
    (id, older): (LifeId, Option<&Unknown>),
    attribute: &Attribute,
    number: usize,
    actual: &Option<Value>,
) -> Weighed {
    let life = timelines.life(id);
    let events = life.events(attribute);
    let event = &events[number];
    let values: Vec<&Option<Value>> =
        events.first().map(|first| &first.before).into_iter().chain(events.iter().map(|event| &event.after)).collect();
    let (before, after) = values.split_at(number + 1);
    let same = |values: &[&Option<Value>]| values.iter().any(|value| **value == *actual);
    let is = same(after);
    // What is nowhere on the timeline of an older object may be what it was at the start.
    let at_start = life.unmade.is_some() && *attribute != Attribute::Existence && actual.is_some() && !is;
    let was = same(before) || at_start;
    let mut evidence = match (was, is) {
        (true, true) => Evidence::Superseded,
        (false, true) => Evidence::Present,
        (true, false) => Evidence::Absent,
        // PostgreSQL does not vouch for a constraint that was added NOT VALID: it is not there as it should be.
        (false, false) if *attribute == Attribute::Validated && actual.is_some() => Evidence::Absent,
        (false, false) if event.passes(actual) => Evidence::Absent,
        (false, false) => Evidence::Diverged,
    };
    let doubt = doubt(timelines, (life, older), attribute, event, (before, after), evidence, actual);
    let since = doubt.as_ref().and_then(|doubt| doubt.since).filter(|_| evidence != Evidence::Present);
    let told = values.get(usize::from(at_start)..).unwrap_or_default();
    let reason = doubt.map(|doubt| doubt.reason).or_else(|| reworded(told, actual, evidence));
    if reason.is_some() {
        evidence = Evidence::Unprovable;
    }
    let again = (evidence == Evidence::Superseded).then(|| set_again(events, number, actual)).flatten();
    let until = again.and_then(|again| until(timelines, life, event.moment, again));
    let own = weighed(timelines, id, attribute, event, evidence);
    let halfway = (evidence == Evidence::Absent && !was && event.passes(actual)).then_some(Halfway::Begun);
    let excuse = since.or(own.excuse);
    let until_surely = again.filter(|_| until.is_some());
    Weighed { reason, excuse, until, until_surely, halfway, actual: actual.clone(), ..own }
}

/// An effect with its evidence, for what is not there.
pub(super) fn weighed(
    timelines: &Timelines,
    id: LifeId,
    attribute: &Attribute,
    event: &Event,
    evidence: Evidence,
) -> Weighed {
    let life = timelines.life(id);
    let later = (Bound::Excluded(event.moment), Bound::Unbounded);
    let excuse =
        (evidence == Evidence::Absent).then(|| timelines.taints.first(life, Reach::Everything, later)).flatten();
    let making =
        *attribute == Attribute::Existence && event.before.is_none() || matches!(attribute, Attribute::Label(_));
    Weighed {
        moment: event.moment,
        life: id,
        object: life.name_at(event.moment).clone(),
        later: life.names.iter().filter(|(moment, _)| *moment > event.moment).cloned().collect(),
        attribute: attribute.clone(),
        evidence,
        grade: match making {
            true if life.anew == Some(event.moment) => Grade::Weak,
            true => Grade::Strong,
            false => Grade::Medium,
        },
        place: event.place.clone(),
        condition: event.condition.clone(),
        reason: None,
        excuse: excuse.map(|taint| taint.moment),
        until: None,
        until_surely: None,
        contested: None,
        halfway: None,
        expected: event.after.clone(),
        actual: None,
        implied: false,
        blame: None,
    }
}

/// The first revision that sets the live value again after an effect that took it away.
fn set_again(events: &[Event], number: usize, actual: &Option<Value>) -> Option<Moment> {
    let event = events.get(number).filter(|event| event.before == *actual && event.after != *actual)?;
    let sets = |own: &&Event| own.after == *actual || matches!(own.after, Some(Value::Unknown(_)));
    let known = !matches!(event.after, Some(Value::Unknown(_)));
    events.iter().skip(number + 1).find(sets).filter(|_| known).map(|own| own.moment)
}

/// That revision, or an earlier one that may have: an unknown step of it reaches the object.
fn until(timelines: &Timelines, life: &Life, moment: Moment, later: Moment) -> Option<Moment> {
    match timelines.taints.first(life, Reach::Everything, moment..later).map(|taint| taint.moment) {
        Some(taint) => Some(taint).filter(|taint| *taint > moment),
        None => Some(later),
    }
}

/// Where a value is known by its words, other words are no proof of another value.
fn reworded(values: &[&Option<Value>], actual: &Option<Value>, evidence: Evidence) -> Option<String> {
    let actual = actual.as_ref().filter(|_| matches!(evidence, Evidence::Diverged | Evidence::Absent))?;
    let mut doubts = values.iter().filter_map(|value| value.as_ref()?.doubt_beside(actual));
    doubts.next().map(|unknown| unknown.reason.to_string())
}

/// Why the evidence does not count.
struct Doubt {
    reason: String,
    /// When a step that is not known may have changed the object; where a value is not known, none.
    since: Option<Moment>,
}

impl From<&Taint> for Doubt {
    fn from(taint: &Taint) -> Self {
        Self { reason: taint.unknown.reason.to_string(), since: Some(taint.moment) }
    }
}

/// Returns why the evidence does not count: a value that nobody knows could be the live one.
fn doubt(
    timelines: &Timelines,
    (life, older): (&Life, Option<&Unknown>),
    attribute: &Attribute,
    event: &Event,
    (before, after): (&[&Option<Value>], &[&Option<Value>]),
    evidence: Evidence,
    actual: &Option<Value>,
) -> Option<Doubt> {
    let of_value = |unknown: &Unknown| Doubt { reason: unknown.reason.to_string(), since: None };
    let may_be_actual = |unknown: &Unknown| actual.as_ref().is_none_or(|actual| unknown.may_be(actual));
    let unknown = |values: &[&Option<Value>]| {
        values.iter().find_map(|value| match value {
            Some(Value::Unknown(unknown)) if may_be_actual(unknown) => Some(of_value(unknown)),
            _ => None,
        })
    };
    if let Some(Value::Unknown(unknown)) = actual {
        return Some(of_value(unknown));
    }
    let now = event.moment;
    let why = |taint: Option<&Taint>| taint.map(Doubt::from);
    let born = *attribute == Attribute::Existence && event.before.is_none();
    let renamed = *attribute == Attribute::Existence && event.before.is_some() && event.after.is_some();
    match evidence {
        Evidence::Superseded => None,
        // What was there before can be of any shape.
        Evidence::Present | Evidence::Diverged if older.is_some() => older.map(of_value),
        // Only what a step cannot have been sure to drop can have been there before it was made.
        Evidence::Present if born => why(timelines.taints.before(life, event)),
        // Had an earlier step given it that name, this one would stop.
        Evidence::Present if renamed => None,
        // What no revision makes for certain, an earlier step that can have done anything may have made.
        Evidence::Present if life.unmade.is_some() => {
            unknown(before).or_else(|| why(timelines.taints.first(life, Reach::Everything, ..now)))
        }
        // Who writes a change seldom writes one that some earlier step, which can have done anything, had made.
        Evidence::Present => unknown(before).or_else(|| why(timelines.taints.first(life, Reach::Table, ..now))),
        Evidence::Absent => {
            // What was to go, and is there, may be the older one that got its name back.
            let given_back = || older.filter(|_| event.after.is_none() && timelines.is_given_back(life, now));
            unknown(after).or_else(|| why(timelines.taints.after(life, event))).or_else(|| given_back().map(of_value))
        }
        Evidence::Diverged => {
            unknown(before).or_else(|| unknown(after)).or_else(|| why(timelines.taints.first(life, Reach::Table, ..)))
        }
        Evidence::Unprovable => None,
    }
}

impl Weighed {
    /// Returns the name that later revisions of `position` gave the object, if they did.
    #[must_use]
    pub fn renamed(&self, position: &Position) -> Option<&ObjectId> {
        let later = self.later.iter().rev().find(|(moment, _)| position.contains(&moment.0));
        later.map(|(_, name)| name).filter(|name| **name != self.object)
    }

    /// Returns whether the effect is missing in its own right: not because something else is.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.evidence == Evidence::Absent && !self.implied
    }

    /// Returns whether a value that should be there is another, or none, where a step that is not known may have changed it.
    #[must_use]
    pub fn is_excused(&self) -> bool {
        let is_known = |value: &Option<Value>| value.as_ref().is_none_or(|value| value.doubt().is_none());
        let is_made = self.attribute != Attribute::Existence || self.expected.is_some();
        self.evidence == Evidence::Unprovable
            && self.excuse.is_some()
            && !self.implied
            && is_made
            && self.expected != self.actual
            && is_known(&self.expected)
            && is_known(&self.actual)
    }

    /// Returns whether only a step of its own revision may have changed it: one that the revision need not have come to.
    #[must_use]
    pub fn is_excused_by_itself(&self) -> bool {
        self.is_excused() && self.excuse == Some(self.moment)
    }

    /// Returns whether the object is there, but as the invalid index that a failed concurrent build leaves.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        matches!(&self.actual, Some(Value::Known(word)) if word == "invalid") && self.expected.is_some()
    }
}

impl Evidence {
    /// Returns the word used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::Superseded => "superseded",
            Self::Diverged => "diverged",
            Self::Unprovable => "unprovable",
        }
    }
}
