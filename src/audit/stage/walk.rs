//! The walk from stage to stage: what is expected at each, what nobody knows, and where the catalog is otherwise.

use crate::audit::live::Live;
use crate::audit::tenants;
use crate::replay::RevisionReplay;
use crate::schema::{Attribute, Effect, ObjectId, Touched, Value, moved};
use crate::timeline::Timelines;
use std::collections::{BTreeMap, BTreeSet};

/// Which objects the history has names for.
#[derive(Default)]
struct Names {
    ever: BTreeSet<(ObjectId, Attribute)>,
    /// What it changes without having made it.
    foreign: BTreeSet<ObjectId>,
    /// What it gives another name to without having made it, in order.
    renamed: Vec<(ObjectId, ObjectId)>,
    /// What that, or what it drops without having made it, was called before the history, and the first name it gets, if any.
    first: BTreeMap<ObjectId, Option<ObjectId>>,
    /// What others may change at any time.
    shared: BTreeSet<ObjectId>,
}

/// What is expected at one stage, and where the catalog is otherwise.
pub(super) struct Walk<'a> {
    live: &'a Live,
    pub expected: BTreeMap<ObjectId, BTreeMap<Attribute, Value>>,
    pub wrong: BTreeSet<(ObjectId, Attribute)>,
    /// Where it is otherwise, or cannot be compared, and nobody knows.
    pub doubted: BTreeSet<(ObjectId, Attribute)>,
    /// What nobody knows.
    blind: BTreeSet<ObjectId>,
    /// What is expected, and known.
    sighted: BTreeSet<ObjectId>,
    /// What is there under a name that no revision gave it.
    elsewhere: BTreeSet<&'a ObjectId>,
    blind_tables: BTreeSet<ObjectId>,
    /// Parts of such tables that were made since.
    made: BTreeSet<ObjectId>,
    /// What may be older than its table as the history makes it: known once that is made.
    older: BTreeMap<ObjectId, Vec<(ObjectId, Attribute)>>,
    names: Names,
    /// Whether a step can have done anything.
    is_lost: bool,
}

/// The object that an effect changes.
fn changed(effect: &Effect) -> Option<&ObjectId> {
    match effect {
        Effect::Set { object, .. } => Some(object),
        Effect::Renamed { to, .. } => Some(to),
        Effect::Unknown { .. } => None,
    }
}

impl<'a> Walk<'a> {
    fn new(timelines: &'a Timelines, live: &'a Live) -> Self {
        let aliased = live.aliases.keys().flat_map(|life| &timelines.life(*life).names);
        Self {
            elsewhere: aliased.map(|(_, name)| name).collect(),
            live,
            expected: BTreeMap::new(),
            wrong: BTreeSet::new(),
            doubted: BTreeSet::new(),
            blind: BTreeSet::new(),
            sighted: BTreeSet::new(),
            blind_tables: BTreeSet::new(),
            made: BTreeSet::new(),
            older: BTreeMap::new(),
            names: Names::default(),
            is_lost: false,
        }
    }

    /// Where a history begins, once all of its names are known: whatever has one of them is too much.
    pub fn begin(replayed: &[RevisionReplay], timelines: &'a Timelines, live: &'a Live) -> Self {
        let mut walk = Self::new(timelines, live);
        walk.follow(replayed, |_, _, _| {});
        let names = std::mem::take(&mut walk.names);
        let mut walk = Self::new(timelines, live);
        walk.blind.clone_from(&names.foreign);
        (walk.names.foreign, walk.names.shared) = (names.foreign, names.shared);
        walk.doubt_older(timelines);
        let is_there = |(object, attribute): &(ObjectId, Attribute)| live.value(object, attribute).is_some();
        let (open, wrong): (BTreeSet<_>, BTreeSet<_>) =
            names.ever.into_iter().filter(is_there).partition(|(object, _)| walk.is_blind(object));
        walk.wrong = wrong;
        // What was there if the revision that would make it found it is not what is expected before.
        walk.doubted = open.into_iter().filter(|(object, _)| timelines.is_made_if_missing(object)).collect();
        for (from, to) in names.first {
            if walk.names.shared.contains(&from)
                || [Some(&from), to.as_ref()].into_iter().flatten().any(|own| walk.is_of_other_kind(own))
            {
                continue;
            }
            to.iter().for_each(|to| walk.compare(to, &Attribute::Existence));
            walk.settle_existence(&from, Some(Value::known(from.own_name())));
        }
        walk
    }

    /// What is made under a name that something older gives up may be that one, until it is made.
    fn doubt_older(&mut self, timelines: &Timelines) {
        for (_, life) in timelines.iter().filter(|(_, life)| life.older.is_some()) {
            for (_, name) in &life.names {
                self.blind.insert(name.clone());
                if let Some(table) = name.table().map(|table| ObjectId::Table(table.clone())).filter(|own| own != name)
                {
                    let parts = life.attributes.keys().map(|attribute| (name.clone(), attribute.clone()));
                    self.older.entry(table).or_default().extend(parts);
                }
            }
        }
    }

    /// Calls `at` after every step; returns whether all is known: after a step that can have done anything, only what is
    /// made from there on.
    pub fn follow(&mut self, replayed: &[RevisionReplay], mut at: impl FnMut(&Self, usize, usize)) -> bool {
        let mut all_known = true;
        for (revision, own) in replayed.iter().enumerate() {
            if own.steps.is_empty() {
                at(self, revision, 0);
                at(self, revision + 1, 0);
            }
            let revision_steps = &own.steps;
            for (step, own) in revision_steps.iter().enumerate() {
                // What the server may have refused was there before, or not, and is there afterwards, or not.
                let open: Vec<&ObjectId> = match &own.passed_over {
                    Some(_) => own.effects.iter().filter_map(changed).collect(),
                    None => Vec::new(),
                };
                open.iter().for_each(|object| self.turn_blind((*object).clone()));
                for effect in &own.effects {
                    all_known &= !matches!(effect, Effect::Unknown { touched: Touched::Everything, .. });
                    self.take(effect);
                }
                open.into_iter().for_each(|object| self.turn_blind(object.clone()));
                // Between two parts of one statement nothing stops.
                if revision_steps.get(step + 1).is_none_or(|next| !next.continues(own)) {
                    at(self, revision, step + 1);
                }
            }
        }
        all_known
    }

    fn take(&mut self, effect: &Effect) {
        match effect {
            Effect::Unknown { touched: Touched::Object(object), unknown } => {
                // What others may do at any time is never known again.
                if tenants::is_shared(unknown) {
                    self.names.foreign.insert(object.clone());
                    self.names.shared.insert(object.clone());
                }
                self.turn_blind(object.clone());
            }
            Effect::Unknown { touched: Touched::Table(table), .. } => {
                let table = ObjectId::Table(table.clone());
                for (object, _) in moved(&self.expected, &table, &table) {
                    self.turn_blind(object);
                }
                self.blind_tables.insert(table);
            }
            Effect::Unknown { touched: Touched::Everything, .. } => {
                self.is_lost = true;
                for object in std::mem::take(&mut self.sighted) {
                    self.turn_blind(object);
                }
            }
            Effect::Renamed { from, to } => self.rename(from, to),
            Effect::Set { object, attribute, before, after } => self.set(object, attribute, before, after),
        }
    }

    fn set(&mut self, object: &ObjectId, attribute: &Attribute, before: &Option<Value>, after: &Option<Value>) {
        let was = self.expected.get(object).and_then(|own| own.get(attribute));
        let is_dropped = *attribute == Attribute::Existence && after.is_none();
        if before.is_some() && was.is_none() {
            self.names.foreign.insert(object.clone());
            if is_dropped && !self.may_be_made(object) {
                self.note_first(object, None);
            }
        }
        self.names.ever.insert((object.clone(), attribute.clone()));
        // What is made or dropped for certain is known again.
        if *attribute == Attribute::Existence && !self.names.foreign.contains(object) {
            self.blind.remove(object);
            match after {
                Some(Value::Known(_)) if before.is_none() => self.made.insert(object.clone()),
                _ => self.made.remove(object),
            };
        }
        match after {
            Some(value) => {
                self.expected.entry(object.clone()).or_default().insert(attribute.clone(), value.clone());
            }
            None => {
                let own = self.expected.entry(object.clone()).or_default();
                own.remove(attribute);
                if own.is_empty() {
                    self.expected.remove(object);
                }
            }
        }
        self.look(object);
        self.compare(object, attribute);
        if is_dropped
            && self.names.foreign.contains(object)
            && !self.names.shared.contains(object)
            && !self.is_of_other_kind(object)
        {
            self.settle_existence(object, None);
        }
        if *attribute == Attribute::Existence && before.is_none() {
            for (part, attribute) in self.older.remove(object).unwrap_or_default() {
                self.blind.remove(&part);
                self.compare(&part, &attribute);
            }
        }
    }

    fn rename(&mut self, from: &ObjectId, to: &ObjectId) {
        let is_there = self.expected.get(from).is_some_and(|own| own.contains_key(&Attribute::Existence));
        let is_foreign = !is_there || self.names.foreign.contains(from);
        if !is_there {
            if !self.may_be_made(from) {
                self.note_first(from, Some(to));
            }
            self.names.foreign.extend([from.clone(), to.clone()]);
        }
        if is_foreign {
            self.names.renamed.push((from.clone(), to.clone()));
        }
        let both: Vec<_> = moved(&self.expected, from, to);
        let taken: Vec<_> = both.iter().map(|(old, _)| self.expected.remove(old).unwrap_or_default()).collect();
        for ((old, new), values) in both.into_iter().zip(taken) {
            if self.is_blind(&old) {
                self.turn_blind(new.clone());
            }
            self.made.remove(&old);
            let attributes: BTreeSet<Attribute> = values.keys().cloned().collect();
            self.names.ever.extend(attributes.iter().map(|attribute| (new.clone(), attribute.clone())));
            self.expected.insert(new.clone(), values);
            self.look(&old);
            self.look(&new);
            for attribute in attributes {
                self.compare(&old, &attribute);
                self.compare(&new, &attribute);
            }
        }
        // What had to be there to get another name is there under that one, and no longer under the first.
        if is_foreign && ![from, to].iter().any(|own| self.names.shared.contains(*own) || self.is_of_other_kind(own)) {
            self.settle_existence(from, None);
            self.settle_existence(to, Some(Value::known(to.own_name())));
        }
    }

    /// Whether the catalog has something of the name that is no such object: a statement about an index or a view can name what
    /// is there as a key, or look as one about a table.
    fn is_of_other_kind(&self, object: &ObjectId) -> bool {
        let (ObjectId::Table(name) | ObjectId::Index(name)) = object else { return false };
        let is_table = matches!(object, ObjectId::Table(_));
        self.live.has_constraint_called(name)
            || is_table && self.live.has(&ObjectId::Index(name.clone()))
            || self.live.has(&ObjectId::View(name.clone()))
            || self.live.has(&ObjectId::Sequence(name.clone()))
    }

    /// Returns whether a step that is not known may have made what no known one did.
    fn may_be_made(&self, object: &ObjectId) -> bool {
        self.is_lost || self.is_blind(object)
    }

    /// Notes that an object was there before the history.
    fn note_first(&mut self, object: &ObjectId, to: Option<&ObjectId>) {
        let undone = |own: ObjectId, (old, new): &(ObjectId, ObjectId)| own.renamed(new, old);
        let first = self.names.renamed.iter().rev().fold(object.clone(), undone);
        self.names.first.insert(first, to.cloned());
    }

    /// Notes that a foreign object is surely there, or not.
    fn settle_existence(&mut self, object: &ObjectId, value: Option<Value>) {
        match value {
            Some(value) => {
                self.expected.entry(object.clone()).or_default().insert(Attribute::Existence, value);
            }
            None => {
                self.expected.remove(object);
            }
        }
        self.names.ever.insert((object.clone(), Attribute::Existence));
        self.blind.remove(object);
        self.look(object);
        self.compare(object, &Attribute::Existence);
    }

    fn turn_blind(&mut self, object: ObjectId) {
        let first = (object.clone(), Attribute::Existence);
        let mine: Vec<_> = self.wrong.range(first..).take_while(|(own, _)| *own == object).cloned().collect();
        for key in mine {
            self.wrong.remove(&key);
            self.doubted.insert(key);
        }
        self.sighted.remove(&object);
        self.made.remove(&object);
        self.blind.insert(object);
    }

    /// Notes whether the object is expected, and known.
    fn look(&mut self, object: &ObjectId) {
        if self.expected.contains_key(object) && !self.is_blind(object) {
            self.sighted.insert(object.clone());
        } else {
            self.sighted.remove(object);
        }
    }

    fn is_blind(&self, object: &ObjectId) -> bool {
        let table = object.table().map(|table| ObjectId::Table(table.clone()));
        self.blind.contains(object)
            || self.elsewhere.contains(object)
            || !self.made.contains(object) && table.is_some_and(|table| self.blind_tables.contains(&table))
    }

    /// Notes whether the catalog has what is expected.
    fn compare(&mut self, object: &ObjectId, attribute: &Attribute) {
        let expected = self.expected.get(object).and_then(|own| own.get(attribute));
        let (same, in_doubt) = match (expected, self.live.value(object, attribute)) {
            (None, None) => (true, false),
            (Some(_), Some(_)) if *attribute == Attribute::Existence => (true, false),
            (Some(expected), Some(actual)) if expected == actual => (true, false),
            (Some(expected), Some(actual)) => (expected.doubt_beside(actual).is_some(), true),
            (Some(expected), None) => (*attribute != Attribute::Existence && expected.doubt().is_some(), true),
            (None, Some(_)) => (false, true),
        };
        let key = (object.clone(), attribute.clone());
        let is_wrong = !same && !self.is_blind(object);
        for (keys, holds) in [
            (&mut self.wrong, is_wrong),
            (&mut self.doubted, in_doubt && !is_wrong && !self.elsewhere.contains(object)),
        ] {
            if holds {
                keys.insert(key.clone());
            } else {
                keys.remove(&key);
            }
        }
    }
}
