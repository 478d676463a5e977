//! From the effects of replayed steps to lives. One pass over the effects; nothing is copied per revision.

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, Existing, IfExists, IfNotExists, ObjectRef, Operation, RelationRef};
use crate::replay::{Action, RevisionReplay, Step};
use crate::schema::{Attribute, Effect, ObjectId, Touched, Value, moved};
use crate::timeline::{Event, Life, LifeId, Moment, Taint, Timelines};
use std::collections::{BTreeMap, BTreeSet};

impl Timelines {
    /// Builds the lives of everything that `revisions` did, in the order they were replayed.
    #[must_use]
    pub fn build(revisions: &[RevisionReplay]) -> Self {
        let mut timelines = Self::default();
        for (number, revision) in revisions.iter().enumerate() {
            timelines.revisions.push(revision.revision.clone());
            timelines.older.note(&revision.unrecorded);
            let mut touched = Vec::new();
            let (mut dropped, mut parts) = (BTreeSet::new(), BTreeSet::new());
            for (index, step) in revision.steps.iter().enumerate() {
                let found = dropped_if_there(step);
                for table in found.iter().filter(|_| step.effects.is_empty()) {
                    timelines.older.doubt(&ObjectId::Table(table.clone()));
                }
                dropped.extend(found);
                parts.extend(parts_dropped_if_there(step));
                if let Some((table, part)) = made_if_missing(step) {
                    timelines.older.doubt_part(table, part);
                }
                for effect in &step.effects {
                    timelines.record(event(Moment(number), index, step), effect, &mut touched);
                }
                timelines.note_anew(Moment(number), step, (&dropped, &parts));
                timelines.note_replaced(step, &dropped);
            }
            timelines.settle(Moment(number), touched);
        }
        timelines
    }

    /// Records an effect; `event` says when and where it came about.
    fn record(&mut self, event: Event, effect: &Effect, touched: &mut Vec<(LifeId, Attribute)>) {
        let moment = event.moment;
        match effect {
            Effect::Unknown { touched, unknown } => {
                if let Touched::Object(object) = touched
                    && !self.alive.contains_key(object)
                {
                    self.older.give_up(object);
                }
                let (touched, unknown) = (touched.clone(), unknown.clone());
                self.taints.push(Taint { moment, step: event.step, touched, unknown });
            }
            Effect::Renamed { from, to } => self.rename(&event, from, to, touched),
            Effect::Set { object, attribute, before, after } => {
                let existence = *attribute == Attribute::Existence;
                if existence && after.is_none() && !self.alive.contains_key(object) {
                    self.older.give_up(object);
                    self.doubt(moment, event.step, object);
                }
                if !existence || before.is_some() {
                    self.begin_unmade(object);
                }
                let Some(life) = self.life_of(moment, object, before.is_none()) else { return };
                let named = |value: &Option<Value>| match value {
                    Some(_) if existence => Some(Value::known(object.own_name())),
                    other => other.clone(),
                };
                let own = self.life(life);
                let is_first = !existence && own.events(attribute).is_empty();
                let before = match own.unmade.clone().filter(|_| is_first) {
                    Some(unknown) => Some(Value::Unknown(unknown)),
                    None => named(before),
                };
                let event = Event { before, after: named(after), ..event };
                self.lives[life.0].attributes.entry(attribute.clone()).or_default().push(event);
                touched.push((life, attribute.clone()));
                if existence && after.is_none() {
                    self.alive.remove(object);
                }
            }
        }
    }

    /// The life under `object`'s current name, a new one where `birth` says that there is none to continue.
    fn life_of(&mut self, moment: Moment, object: &ObjectId, birth: bool) -> Option<LifeId> {
        if let Some(life) = self.alive.get(object) {
            return Some(*life);
        }
        // What is dropped and made again under the same name goes on: the same life with another shape. What is older may
        // be what is there.
        let dead = |life: &LifeId| self.life(*life).last_name() == object && self.life(*life).unmade.is_none();
        let again = self.named.get(object).and_then(|lives| lives.last()).copied().filter(dead);
        if let Some(life) = again {
            self.alive.insert(object.clone(), life);
            return Some(life);
        }
        if !birth {
            return None;
        }
        let life = LifeId(self.lives.len());
        self.lives.push(Life {
            names: vec![(moment, object.clone())],
            attributes: BTreeMap::new(),
            passing: Vec::new(),
            older: self.older.why(object).cloned(),
            unmade: None,
            anew: None,
            replaces: None,
        });
        self.alive.insert(object.clone(), life);
        self.named.entry(object.clone()).or_default().push(life);
        Some(life)
    }

    /// Gives a life to what is changed, renamed or dropped, where no revision made it and its table is older.
    fn begin_unmade(&mut self, object: &ObjectId) {
        if self.alive.contains_key(object) || self.named.contains_key(object) {
            return;
        }
        let Some(unmade) = self.older.unmade(object) else { return };
        if let Some(life) = self.life_of(Moment(0), object, true) {
            let life = &mut self.lives[life.0];
            (life.older, life.unmade) = (None, Some(unmade));
        }
    }

    /// Notes what the step makes that is as well there without the revision, if something older is like it.
    fn note_anew(
        &mut self,
        moment: Moment,
        step: &Step,
        (dropped, parts): (&BTreeSet<QualifiedName>, &BTreeSet<ObjectId>),
    ) {
        let table = table_of(step);
        let is_made_anew = table.as_ref().is_some_and(|table| dropped.contains(table));
        // What is made of a table that a revision made is not older than that.
        let is_older = table.is_some_and(|table| self.older.has(&ObjectId::Table(table)));
        for effect in &step.effects {
            if let Effect::Set { object, attribute: Attribute::Existence, before: None, .. } = effect
                && let Some(life) = self.alive.get(object).map(|life| &mut self.lives[life.0])
                && life.birth() == moment
            {
                let is_own = match object {
                    ObjectId::View(name) | ObjectId::Function(name, _) => is_replacing(step) || dropped.contains(name),
                    own => is_made_anew || (is_older || !is_part(own)) && parts.contains(own),
                };
                life.anew = is_own.then_some(moment);
            }
        }
    }

    /// Notes that what the step makes may have been there, where there are tables that no revision makes.
    fn note_replaced(&mut self, step: &Step, dropped: &BTreeSet<QualifiedName>) {
        let Some(unknown) = self.older.first().cloned() else { return };
        for effect in &step.effects {
            if let Effect::Set { object, attribute: Attribute::Existence, before: None, .. } = effect
                && let ObjectId::View(name) | ObjectId::Function(name, _) = object
                && (is_replacing(step) || dropped.contains(name))
                && let Some(life) = self.alive.get(object)
            {
                self.lives[life.0].replaces = Some(unknown.clone());
            }
        }
    }

    /// What goes without having a life was made by a step that is not known: made again, it proves nothing.
    fn doubt(&mut self, moment: Moment, step: usize, object: &ObjectId) {
        if let Some(taint) = self.taints.first_of(object) {
            let (touched, unknown) = (Touched::Object(object.clone()), taint.unknown.clone());
            self.taints.push(Taint { moment, step, touched, unknown });
        }
    }

    fn rename(&mut self, event: &Event, from: &ObjectId, to: &ObjectId, touched: &mut Vec<(LifeId, Attribute)>) {
        self.begin_unmade(from);
        if self.alive.get(from).is_none_or(|life| self.life(*life).unmade.is_some()) {
            self.older.rename(from, to);
        }
        for (old, new) in moved(&self.alive, from, to) {
            let Some(life) = self.alive.remove(&old) else { continue };
            self.alive.insert(new.clone(), life);
            self.named.entry(new.clone()).or_default().push(life);
            if old == *from {
                let event = Event {
                    before: Some(Value::known(old.own_name())),
                    after: Some(Value::known(new.own_name())),
                    ..event.clone()
                };
                self.lives[life.0].attributes.entry(Attribute::Existence).or_default().push(event);
                touched.push((life, Attribute::Existence));
            }
            let older = self.older.why(&new).cloned();
            let life = &mut self.lives[life.0];
            life.older = life.older.take().or(older).filter(|_| life.unmade.is_none());
            life.names.push((event.moment, new));
        }
    }

    /// Joins what a revision did to the same attribute into one event; drops what it took back.
    fn settle(&mut self, moment: Moment, mut touched: Vec<(LifeId, Attribute)>) {
        touched.sort();
        touched.dedup();
        for (life, attribute) in touched {
            let life = &mut self.lives[life.0];
            let Some(events) = life.attributes.get_mut(&attribute) else { continue };
            let first = events.partition_point(|event| event.moment < moment);
            let Some(before) = events.get(first).map(|event| event.before.clone()) else { continue };
            if let Some(mut last) = events.pop() {
                last.before = before;
                last.passed = events.drain(first..).map(|event| (event.step, event.after)).collect();
                if last.before != last.after {
                    events.push(last);
                } else if last.passed.iter().any(|(_, value)| *value != last.after) {
                    life.passing.push((attribute, last));
                }
            }
        }
    }
}

/// What a step drops if it is there.
fn dropped_if_there(step: &Step) -> BTreeSet<QualifiedName> {
    let Action::Operation { operation, .. } = &step.action else { return BTreeSet::new() };
    let Operation::Drop { objects, missing: IfExists::Skip, .. } = &**operation else { return BTreeSet::new() };
    let names = objects.iter().filter_map(|object| match object {
        ObjectRef::Table(name)
        | ObjectRef::View(name)
        | ObjectRef::MaterializedView(name)
        | ObjectRef::Routine(name, _) => Some(name),
        _ => None,
    });
    names.map(in_public).collect()
}

/// What else a step drops or replaces if it is there.
fn parts_dropped_if_there(step: &Step) -> Vec<ObjectId> {
    let Action::Operation { operation, .. } = &step.action else { return Vec::new() };
    match &**operation {
        Operation::Drop { objects, missing: IfExists::Skip, .. } => objects.iter().filter_map(part_named).collect(),
        Operation::AlterTable { table, action, .. } => match action {
            AlterTable::DropConstraint { name, missing: IfExists::Skip, .. } => {
                vec![ObjectId::Constraint(in_public(table), name.clone())]
            }
            AlterTable::DropColumn { name, missing: IfExists::Skip, .. } => {
                vec![ObjectId::Column(in_public(table), name.clone())]
            }
            _ => Vec::new(),
        },
        Operation::CreateTrigger { table, trigger, existing: Existing::Replace } => {
            vec![ObjectId::Trigger(in_public(table), trigger.name.clone())]
        }
        _ => Vec::new(),
    }
}

/// Whether it can only be older if its table is.
fn is_part(object: &ObjectId) -> bool {
    object.table().is_some() || matches!(object, ObjectId::Index(_))
}

fn part_named(object: &ObjectRef) -> Option<ObjectId> {
    Some(match object {
        ObjectRef::Index(name) => ObjectId::Index(in_public(name)),
        ObjectRef::Sequence(name) => ObjectId::Sequence(in_public(name)),
        ObjectRef::Type(name) | ObjectRef::Domain(name) => ObjectId::Type(in_public(name)),
        ObjectRef::Schema(name) => ObjectId::Schema(name.clone()),
        ObjectRef::Trigger(table, name) => ObjectId::Trigger(in_public(table), name.clone()),
        ObjectRef::Policy(table, name) => ObjectId::Policy(in_public(table), name.clone()),
        ObjectRef::Other(kind, name) => ObjectId::Other(kind.clone(), in_public(name)),
        _ => return None,
    })
}

fn in_public(name: &RelationRef) -> QualifiedName {
    QualifiedName::new(name.schema.clone().unwrap_or_else(Name::public), name.name.clone())
}

/// The part of a table that a step makes if it is not there.
fn made_if_missing(step: &Step) -> Option<(QualifiedName, ObjectId)> {
    let Action::Operation { operation, .. } = &step.action else { return None };
    let table = table_of(step)?;
    match &**operation {
        Operation::CreateIndex(own) if own.existing == IfNotExists::Skip => {}
        Operation::AlterTable { action: AlterTable::AddColumn { existing: IfNotExists::Skip, .. }, .. } => {}
        _ => return None,
    }
    let made = step.effects.iter().find_map(|effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, before: None, .. } => Some(object.clone()),
        _ => None,
    });
    Some((table, made?))
}

/// The table that a step makes, or of which it makes a part.
fn table_of(step: &Step) -> Option<QualifiedName> {
    let Action::Operation { operation, .. } = &step.action else { return None };
    let name = match &**operation {
        Operation::CreateTable(own) => &own.name,
        Operation::CreateIndex(own) => &own.table,
        Operation::AlterTable { table, .. }
        | Operation::CreateTrigger { table, .. }
        | Operation::CreatePolicy { table, .. } => table,
        _ => return None,
    };
    Some(in_public(name))
}

/// Whether a step replaces a view or function of the name of the one it makes.
fn is_replacing(step: &Step) -> bool {
    let Action::Operation { operation, .. } = &step.action else { return false };
    match &**operation {
        Operation::CreateView(own) => own.existing == Existing::Replace,
        Operation::CreateRoutine(own) => own.existing == Existing::Replace,
        _ => false,
    }
}

fn event(moment: Moment, index: usize, step: &Step) -> Event {
    Event {
        moment,
        before: None,
        after: None,
        step: index,
        passed: Vec::new(),
        place: step.place.clone(),
        condition: step.condition.clone(),
        passed_over: step.passed_over.clone(),
        section: step.section,
    }
}
