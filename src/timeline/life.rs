//! One object's life.

use crate::schema::{Attribute, ObjectId, Unknown, Value};
use crate::source::Place;
use std::collections::BTreeMap;

/// The number of a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LifeId(pub usize);

/// A revision's position in the order of replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub usize);

/// The life of one object.
#[derive(Clone, Debug)]
pub struct Life {
    /// Its names, each from the moment on at which it got it. Never empty.
    pub names: Vec<(Moment, ObjectId)>,
    /// What each revision did to each attribute, net of what it took back itself.
    pub attributes: BTreeMap<Attribute, Vec<Event>>,
    /// What a revision changed and changed back itself: afterwards it is as before, but in between it is not.
    pub passing: Vec<(Attribute, Event)>,
    /// Why something of one of its names may have been there before: a table that no revision makes had it.
    pub older: Option<Unknown>,
    /// Why it is thought to have been there from the start, where no revision makes it: what it was like nobody knows.
    pub unmade: Option<Unknown>,
    /// The revision that makes it whether it was there or not: it replaces it, or drops it before if it is there.
    pub anew: Option<Moment>,
    /// Why `OR REPLACE` may have found something of its name when a revision made it: there are tables that no revision makes.
    pub replaces: Option<Unknown>,
}

/// What one revision did to one attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub moment: Moment,
    /// `None` where the object was not there. The value of `Attribute::Existence` is the object's own name.
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// Which of the revision's steps set it last, counted from 0.
    pub step: usize,
    /// The values in between, each with the step that set it: nobody sees them but where the revision stopped half way.
    pub passed: Vec<(usize, Option<Value>)>,
    /// The statement in the version file.
    pub place: Place,
    /// The `if`, loop or `try` the statement stands under, if any.
    pub condition: Option<Place>,
    /// Why the server may have refused it, where the revision goes on all the same.
    pub passed_over: Option<Unknown>,
    /// How many commits the revision had made before.
    pub section: u32,
}

impl Life {
    /// Returns the object's name after the revision at `moment`; its first name before its birth.
    #[must_use]
    pub fn name_at(&self, moment: Moment) -> &ObjectId {
        let after = self.names.partition_point(|(from, _)| *from <= moment);
        &self.names[after.max(1) - 1].1
    }

    /// Returns its last name.
    #[must_use]
    pub fn last_name(&self) -> &ObjectId {
        &self.names[self.names.len() - 1].1
    }

    /// Returns the moment at which it came to be.
    #[must_use]
    pub fn birth(&self) -> Moment {
        self.names[0].0
    }

    /// Returns the revisions that drop it and make it again.
    pub fn remade(&self) -> impl Iterator<Item = &Event> {
        let existence = self.passing.iter().filter(|(attribute, _)| *attribute == Attribute::Existence);
        existence.map(|(_, event)| event).filter(|event| event.after.is_some() && event.passes(&None))
    }

    /// Returns the events of `attribute`, the earliest first.
    #[must_use]
    pub fn events(&self, attribute: &Attribute) -> &[Event] {
        self.attributes.get(attribute).map_or(&[], Vec::as_slice)
    }
}

impl Event {
    /// Returns the value after the first `steps` steps of the revision.
    #[must_use]
    pub fn at(&self, steps: usize) -> &Option<Value> {
        if self.step < steps {
            return &self.after;
        }
        let passed = self.passed.iter().take_while(|(step, _)| *step < steps).last();
        passed.map_or(&self.before, |(_, value)| value)
    }

    /// Returns the steps of the revision that set it.
    pub fn steps(&self) -> impl Iterator<Item = usize> {
        self.passed.iter().map(|(step, _)| *step).chain([self.step])
    }

    /// Returns whether the revision passes through a value that is neither the one before nor the one after.
    #[must_use]
    pub fn passes(&self, value: &Option<Value>) -> bool {
        *value != self.before && *value != self.after && self.passed.iter().any(|(_, own)| own == value)
    }
}
