//! What the effects come to where the stage is known: before it everything has run, after it nothing has, and of a
//! revision that stopped half way every statement is known. Names that came again, which make single effects look missing
//! or there, say nothing any more.

use crate::audit::evidence::{Blame, Evidence, Halfway, Weighed, sort, weighed};
use crate::audit::lineage::Position;
use crate::audit::live::Live;
use crate::audit::stage::Stage;
use crate::audit::tenants;
use crate::replay::{Action, Replay, Step};
use crate::schema::{Attribute, Effect, ObjectId, Value};
use crate::timeline::{Event, Life, LifeId, Moment, Reach, Timelines};
use std::collections::{BTreeMap, BTreeSet};

/// A revision that stopped half way, every statement of which is accounted for.
#[derive(Clone, Debug)]
pub struct Stopped {
    /// Its number.
    pub revision: usize,
    /// What it has not come to.
    pub rest: Vec<Step>,
    /// How many of the first of these may have run all the same: they leave nothing to see.
    pub doubtful: usize,
}

/// Returns the revision that stopped half way at this stage, unless a later one of the position has a word in what is left
/// of it: its statements by themselves would then leave what is no longer right.
pub fn stopped(stage: Stage, replay: &Replay, position: &Position) -> Option<Stopped> {
    let Stage::Inside { revision, steps, upto, .. } = stage else { return None };
    let all = &replay.revisions.get(revision)?.steps;
    if !all.iter().all(stands_alone) {
        return None;
    }
    let rest = all.get(steps..)?.to_vec();
    let left: BTreeSet<&ObjectId> = rest.iter().flat_map(Step::objects).collect();
    let mut later = position.range(revision + 1..).filter_map(|own| replay.revisions.get(*own));
    if later.any(|own| own.steps.iter().flat_map(Step::objects).any(|object| object.is_within(&left))) {
        return None;
    }
    Some(Stopped { revision, rest, doubtful: upto - steps })
}

/// Whether a statement means the same in another session: it sets nothing, makes nothing temporary, and is about the
/// schema `public`.
fn stands_alone(step: &Step) -> bool {
    let is_public = |effect: &Effect| match effect {
        Effect::Set { object, .. } | Effect::Renamed { to: object, .. } => {
            object.schema().is_none_or(|schema| schema.as_str() == "public")
        }
        Effect::Unknown { .. } => true,
    };
    let (sql, is_text) = match &step.action {
        Action::Operation { sql, .. } | Action::Data { sql: Some(sql), .. } => (sql.as_str(), false),
        Action::Text { sql, .. } => (sql.as_str(), true),
        _ => ("", false),
    };
    let sql = sql.to_ascii_uppercase();
    let mut words = sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    // A text may set something behind a comment, or within a block.
    let sets = |word: &str| is_text && matches!(word, "SET" | "RESET" | "DISCARD" | "ROLE");
    let is_session = |word: &str| word.contains("SEARCH_PATH") || matches!(word, "SET_CONFIG" | "TEMP" | "TEMPORARY");
    !words.any(|word| sets(word) || is_session(word)) && step.effects.iter().all(is_public)
}

/// Settles the evidence of all effects by the stage.
pub fn settle(stage: Stage, timelines: &Timelines, live: &Live, effects: &mut Vec<Weighed>) {
    let is_certain = |life, moment| !live.aliases.contains_key(&life) && is_certain(timelines, life, moment);
    let (least, most) = match stage {
        Stage::Unknown => return,
        Stage::Perhaps { revision, steps } => return doubt(Moment(revision), steps, timelines, live, effects),
        Stage::Between { least, most } => (least, most),
        Stage::Inside { revision, .. } => (revision, revision + 1),
    };
    let end = match stage {
        Stage::Inside { revision, .. } => Moment(revision),
        _ => Moment(least.saturating_sub(1)),
    };
    for effect in effects.iter_mut() {
        let number = effect.moment.0;
        let goes = |life| matches!(stage, Stage::Inside { revision, steps, .. } if is_done(timelines, live, life, Moment(revision), steps));
        // A stage differs from those next to it: the revisions on both sides of it say so.
        let decides = (number + 1 == least && !is_otherwise(effect)) || number == most;
        let is_silenced = match effect.evidence {
            _ if decides && is_change_known(timelines, effect) && is_certain(effect.life, effect.moment) => {
                effect.evidence = if number < least { Evidence::Present } else { Evidence::Absent };
                effect.implied &= number >= least;
                (effect.until, effect.halfway, effect.reason) = (None, None, None);
                false
            }
            Evidence::Absent | Evidence::Diverged => {
                number < least && (is_certain(effect.life, end) || goes(effect.life))
            }
            Evidence::Present => number >= most,
            Evidence::Superseded => number < least || number >= most,
            Evidence::Unprovable => false,
        };
        if is_silenced {
            // What a revision before the stage sets again still says that that one ran.
            effect.until = effect.until.filter(|until| until.0 < least);
            effect.until_surely = effect.until_surely.filter(|until| until.0 < least);
            (effect.evidence, effect.halfway) = (Evidence::Superseded, None);
        }
    }
    if let Stage::Inside { revision, steps, upto, .. } = stage {
        let moment = Moment(revision);
        let is_known = |life| {
            let is_certain = !live.aliases.contains_key(&life) && is_certain_within(timelines, life, moment, steps);
            is_certain
                || is_to_go(timelines.life(life), moment, steps) && live.carrier(life).is_some()
                || is_as_left(timelines, live, life, moment, steps)
        };
        effects.retain(|effect| effect.moment != moment || !is_known(effect.life));
        let certain = || timelines.iter().filter(|(id, _)| is_known(*id));
        let tables: BTreeMap<usize, ObjectId> =
            certain().flat_map(|(_, life)| missing_table(life, moment, steps)).collect();
        for (id, life) in certain() {
            effects.extend(halfway((timelines, live), id, life, moment, (steps, upto), &tables));
        }
        sort(effects);
    }
}

/// Puts in doubt what the revision at `moment` would have done to objects in its first steps, its own effects and theirs who
/// made them: it may have stopped there.
fn doubt(moment: Moment, steps: usize, timelines: &Timelines, live: &Live, effects: &mut [Weighed]) {
    let is_mine =
        |effect: &&mut Weighed| effect.moment <= moment && is_done(timelines, live, effect.life, moment, steps);
    for effect in effects.iter_mut().filter(is_mine) {
        let mine = events_at(timelines.life(effect.life), moment).find(|(own, _)| **own == effect.attribute);
        // What nobody knows may be just what is there.
        let is_open = |after: &Option<Value>| matches!(after, Some(Value::Unknown(own)) if !own.is_set);
        let is_over = mine.is_some_and(|(_, event)| *event.at(steps) == event.after || is_open(&event.after));
        effect.excuse = None;
        match effect.evidence {
            Evidence::Present => continue,
            // It took the object away, and has not come to where it makes it again.
            _ if effect.moment == moment && !is_over => effect.evidence = Evidence::Absent,
            Evidence::Superseded if effect.moment != moment => effect.until = None,
            _ => effect.evidence = Evidence::Unprovable,
        }
        effect.halfway = (effect.moment == moment).then_some(Halfway::Perhaps);
        effect.reason = Some("a revision may have stopped half way here".into());
    }
}

/// What the revision at `moment` does to an object, in the catalog or on the way there.
fn events_at(life: &Life, moment: Moment) -> impl Iterator<Item = (&Attribute, &Event)> {
    let passing = life.passing.iter().map(|(attribute, event)| (attribute, event));
    let net = life.attributes.iter().flat_map(|(attribute, events)| events.iter().map(move |event| (attribute, event)));
    passing.chain(net).filter(move |(_, event)| event.moment == moment)
}

/// Whether the catalog has an object just as the revision leaves it after so many steps, whatever was before.
fn is_as_left(timelines: &Timelines, live: &Live, id: LifeId, moment: Moment, steps: usize) -> bool {
    let life = timelines.life(id);
    let is_same = |(attribute, event): (&Attribute, &Event)| {
        let now = event.at(steps);
        is_known(now)
            && match attribute {
                Attribute::Existence => {
                    now.as_ref().and_then(Value::text) == live.carrier(id).map(ObjectId::own_name).as_deref()
                }
                _ => now.as_ref() == live.said(id, attribute),
            }
    };
    let mut events = events_at(life, moment).peekable();
    // What may be another's is as nobody left it.
    let is_own = !live.aliases.contains_key(&id) && !live.is_contested(id);
    events.peek().is_some() && is_own && !is_shared(timelines, life) && events.all(is_same)
}

/// Whether it has, and the revision has changed it by then.
fn is_done(timelines: &Timelines, live: &Live, id: LifeId, moment: Moment, steps: usize) -> bool {
    let changed = |(_, event): (&Attribute, &Event)| *event.at(steps) != event.before;
    is_as_left(timelines, live, id, moment, steps) && events_at(timelines.life(id), moment).any(changed)
}

fn is_known(value: &Option<Value>) -> bool {
    value.as_ref().is_none_or(|value| value.doubt().is_none())
}

/// Whether the values before and after the effect are known.
fn is_change_known(timelines: &Timelines, effect: &Weighed) -> bool {
    let mut events = timelines.life(effect.life).events(&effect.attribute).iter();
    let event = events.find(|event| event.moment == effect.moment);
    is_known(&effect.expected) && event.is_none_or(|event| is_known(&event.before))
}

/// Whether the catalog has another value than the effect left, in spite of the stage.
fn is_otherwise(effect: &Weighed) -> bool {
    let is_part = effect.attribute != Attribute::Existence && effect.actual.is_some();
    is_part && is_known(&effect.actual) && is_known(&effect.expected) && effect.actual != effect.expected
}

/// Whether neither a step that is not known can have touched the object until `moment`, nor others at any time, nor a table
/// that is older than the history had one of its name.
fn is_certain(timelines: &Timelines, life: LifeId, moment: Moment) -> bool {
    let life = timelines.life(life);
    let first = life.birth().min(moment);
    let is_tainted = || timelines.taints.first(life, Reach::Everything, first..=moment).is_some();
    life.older.is_none() && life.unmade.is_none() && !is_shared(timelines, life) && !is_tainted()
}

fn is_shared(timelines: &Timelines, life: &Life) -> bool {
    timelines.taints.first(life, Reach::Object, ..).is_some_and(|own| tenants::is_shared(&own.unknown))
}

/// Whether neither a step that is not known can have touched the object until the revision at `moment` had come so far, nor
/// others at any time.
fn is_certain_within(timelines: &Timelines, id: LifeId, moment: Moment, steps: usize) -> bool {
    let life = timelines.life(id);
    let own = timelines.taints.first(life, Reach::Everything, moment..=moment);
    let before = moment
        .0
        .checked_sub(1)
        .is_none_or(|before| life.birth() >= moment || is_certain(timelines, id, Moment(before)));
    before && !is_shared(timelines, life) && own.is_none_or(|own| own.step >= steps)
}

/// Whether the revision makes the object, and has not come to where it drops it again.
fn is_to_go(life: &Life, moment: Moment, steps: usize) -> bool {
    let own =
        life.passing.iter().find(|(attribute, event)| *attribute == Attribute::Existence && event.moment == moment);
    own.is_some_and(|(_, event)| event.after.is_none() && event.step >= steps && event.at(steps).is_some())
}

/// The steps that make or drop a table, where the revision has not come to it.
fn missing_table(life: &Life, moment: Moment, steps: usize) -> Vec<(usize, ObjectId)> {
    let table = life.name_at(moment);
    let passing = life.passing.iter().filter(|(attribute, _)| *attribute == Attribute::Existence);
    let net = life.events(&Attribute::Existence).iter();
    let event = net.chain(passing.map(|(_, event)| event)).find(|event| event.moment == moment);
    let is_open = |event: &&Event| event.at(steps).is_some() != event.after.is_some();
    match event.filter(|_| matches!(table, ObjectId::Table(_))).filter(is_open) {
        Some(event) => event.steps().map(|step| (step, table.clone())).collect(),
        None => Vec::new(),
    }
}

/// What the revision at `moment` has done to an object after so many steps, and what not.
fn halfway(
    (timelines, live): (&Timelines, &Live),
    id: LifeId,
    life: &Life,
    moment: Moment,
    (steps, upto): (usize, usize),
    tables: &BTreeMap<usize, ObjectId>,
) -> Vec<Weighed> {
    let own = |events: &'_ [Event]| events.iter().find(|event| event.moment == moment).cloned();
    let passing = life.passing.iter().filter(|(_, event)| event.moment == moment);
    let net = life.attributes.iter().filter_map(|(attribute, events)| Some((attribute.clone(), own(events)?)));
    let all: Vec<(Attribute, Event)> = passing.cloned().chain(net).collect();
    let existence = all.iter().find(|(attribute, _)| *attribute == Attribute::Existence).map(|(_, event)| event);
    let is_there = existence.is_none_or(|event| event.at(steps).is_some());
    let (born, goes) =
        (existence.is_some_and(|event| event.before.is_none()), existence.is_some_and(|event| event.after.is_none()));
    let mut found = Vec::new();
    for (attribute, event) in &all {
        // A value that nobody knows from the files is what the catalog says it is.
        let said = live.said(id, attribute).cloned();
        let now = if is_known(event.at(steps)) { event.at(steps) } else { &said };
        let part = *attribute != Attribute::Existence;
        let is_done = now == &event.after;
        // What is not there has no attributes, and what goes takes them along; what is made has them.
        let silent = part && (!is_there || goes || born && is_done) || is_done && event.before == event.after;
        if silent || !is_known(&event.after) {
            continue;
        }
        // The catalog is the same after the one number of steps and the other.
        let is_open = !is_done && *event.at(upto) == event.after;
        let evidence = match (is_done, is_open) {
            (true, _) => Evidence::Present,
            (false, true) => Evidence::Unprovable,
            (false, false) => Evidence::Absent,
        };
        let halfway = (evidence == Evidence::Absent).then_some(Halfway::Begun);
        let reason = is_open.then(|| "the catalog is the same before and after".to_string());
        let own = Weighed { reason, ..weighed(timelines, id, attribute, event, evidence) };
        // What is to go or to change is called as it is now.
        let is_named = *attribute == Attribute::Existence && event.after.is_some() || is_done;
        let object = live.carrier(id).filter(|_| !is_named).unwrap_or(&own.object).clone();
        // What comes and goes with a table is not accused beside it.
        let table = event.steps().find_map(|step| tables.get(&step)).filter(|table| !is_done && **table != own.object);
        let blame = table.cloned().map(Blame::Needs);
        found.push(Weighed {
            object,
            halfway,
            actual: now.clone(),
            excuse: None,
            implied: blame.is_some(),
            blame,
            ..own
        });
    }
    found
}
