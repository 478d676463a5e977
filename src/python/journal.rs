//! What changed since a moment, so that an undecided branch can be undone and its two outcomes joined.

use super::join::{join_values, same};
use super::namespace::{Names, Namespace};
use super::object::{Beginning, Dict, Entries, Members, Set, Shared};
use super::unknown::Unknown;
use super::value::Value;
use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Content taken from an object, or put back into it.
pub(super) type Content = Rc<dyn Any>;

/// An object whose content can be taken, put back, and joined.
pub(super) trait Journaled {
    fn take(&self) -> Content;
    fn put(&self, content: &Content);
    /// Returns the content that holds when it is not known which of the two came about.
    fn join(&self, taken: &Content, other: &Content, why: &Unknown) -> Content;
    /// Tells whether something that `before` knows is not the same in `after`.
    fn loses(&self, before: &Content, after: &Content) -> bool;
    /// Tells whether content is that of an object which was only just made.
    fn is_new(&self, _before: &Content) -> bool {
        false
    }
}

/// The contents, at one moment, of objects that some path touched.
#[derive(Clone, Default)]
pub(super) struct Delta(BTreeMap<usize, (Rc<dyn Journaled>, Content)>);

/// One epoch for each open branch: what every object touched in it held when the epoch began.
#[derive(Default)]
pub(super) struct Journal {
    epochs: Vec<Delta>,
    /// How many of them are open though nothing is undecided.
    pub decided: usize,
    /// How many outcomes were pending when it began.
    pub since: usize,
}

impl Journal {
    /// Begins an epoch.
    pub fn open(&mut self) {
        self.epochs.push(Delta::default());
    }

    /// Tells whether a branch is open whose condition is not known, besides these.
    pub fn is_undecided(&self, besides: usize) -> bool {
        self.epochs.len() > self.decided + besides
    }

    /// Returns how many branches are open.
    pub fn depth(&self) -> usize {
        self.epochs.len()
    }

    /// Records that `object` is about to change.
    pub fn touch<J: Journaled + 'static>(&mut self, object: &Rc<J>) {
        let Some(epoch) = self.epochs.last_mut() else { return };
        let address = Rc::as_ptr(object).addr();
        epoch.0.entry(address).or_insert_with(|| (object.clone(), object.take()));
    }

    /// Ends the epoch and goes back to its beginning; returns what it had changed.
    pub fn leave(&mut self) -> Delta {
        let before = self.epochs.pop().unwrap_or_default();
        let mut after = Delta::default();
        for (address, (object, content)) in before.0 {
            after.0.insert(address, (object.clone(), object.take()));
            object.put(&content);
        }
        after
    }

    /// Carries out what a path changed, seen from the present.
    pub fn apply(&mut self, delta: &Delta) {
        for (address, (object, content)) in &delta.0 {
            self.record(*address, object);
            object.put(content);
        }
    }

    /// Makes the present what the import of a module leaves, whose globals are `own`: these, and what it made, stay whatever
    /// branch is taken. Where it is not known whether it is imported, because of `why`, what was there before and that it
    /// changed is not known for good.
    pub fn keep(&mut self, delta: Delta, own: &Rc<Namespace>, why: Option<&Unknown>) {
        let own = Rc::as_ptr(own).addr();
        for (address, (object, content)) in delta.0 {
            let before = object.take();
            if address == own || object.is_new(&before) {
                object.put(&content);
            } else if let Some(why) = why {
                object.put(&object.join(&before, &content, why));
            } else {
                self.record(address, &object);
                object.put(&content);
            }
        }
    }

    /// Makes the present what holds when it is not known whether `taken` came about or `other`, both from the present.
    pub fn join(&self, taken: &Delta, other: &Delta, why: &Unknown) -> Delta {
        let mut joined = Delta::default();
        for (address, (object, content)) in taken.0.iter().chain(&other.0) {
            if joined.0.contains_key(address) {
                continue;
            }
            let a = taken.0.get(address).map_or_else(|| object.take(), |(_, content)| content.clone());
            let b = other.0.get(address).map_or_else(|| object.take(), |(_, content)| content.clone());
            let content = if Rc::ptr_eq(&a, &b) { content.clone() } else { object.join(&a, &b, why) };
            joined.0.insert(*address, (object.clone(), content));
        }
        joined
    }

    /// Makes unknown what `delta` changes of the present; tells whether anything known was lost.
    pub fn widen(&mut self, delta: &Delta, why: &Unknown) -> bool {
        let mut lost = false;
        for (address, (object, content)) in &delta.0 {
            let before = object.take();
            let joined = object.join(&before, content, why);
            if object.loses(&before, &joined) {
                lost = true;
                self.record(*address, object);
                object.put(&joined);
            }
        }
        lost
    }

    fn record(&mut self, address: usize, object: &Rc<dyn Journaled>) {
        if let Some(epoch) = self.epochs.last_mut() {
            epoch.0.entry(address).or_insert_with(|| (object.clone(), object.take()));
        }
    }
}

impl Delta {
    /// Tells whether nobody else has any of its objects.
    pub fn is_private(&self) -> bool {
        self.0.values().all(|(object, _)| Rc::strong_count(object) == 1)
    }

    /// Returns what this path and then `later` changed together.
    pub fn then(mut self, later: Delta) -> Delta {
        if self.0.is_empty() {
            return later;
        }
        self.0.extend(later.0);
        self
    }
}

impl Journaled for Namespace {
    fn is_new(&self, before: &Content) -> bool {
        before.downcast_ref::<Names>().is_some_and(|names| names.entries.is_empty())
    }

    fn take(&self) -> Content {
        Rc::new(self.names.borrow().clone())
    }

    fn put(&self, content: &Content) {
        if let Some(names) = content.downcast_ref::<Names>() {
            *self.names.borrow_mut() = names.clone();
        }
    }

    fn join(&self, taken: &Content, other: &Content, why: &Unknown) -> Content {
        let (Some(a), Some(b)) = (taken.downcast_ref::<Names>(), other.downcast_ref::<Names>()) else {
            return taken.clone();
        };
        let mut joined = Names::default();
        for (name, value) in a.iter() {
            let value =
                b.find(name).map_or_else(|| Value::Unknown(why.clone()), |other| join_values(value, other, why));
            joined.bind(name, value);
        }
        for (name, _) in b.iter().filter(|(name, _)| a.find(name).is_none()) {
            joined.bind(name, Value::Unknown(why.clone()));
        }
        Rc::new(joined)
    }

    fn loses(&self, before: &Content, after: &Content) -> bool {
        let (Some(a), Some(b)) = (before.downcast_ref::<Names>(), after.downcast_ref::<Names>()) else { return false };
        a.iter().any(|(name, value)| !b.find(name).is_some_and(|after| same(value, after)))
    }
}

/// Content that joins element by element where both sides have the same shape.
pub(super) trait Joined: Clone + 'static {
    fn joined(&self, other: &Self, why: &Unknown) -> Option<Self>;
    fn is_same(&self, other: &Self) -> bool;

    /// Returns what is known of a content of which not everything is, in either of two.
    fn beginning(_: &Result<Self, Unknown>, _: &Result<Self, Unknown>, _: &Unknown) -> Option<Beginning> {
        None
    }
}

impl Joined for Vec<Value> {
    fn joined(&self, other: &Self, why: &Unknown) -> Option<Self> {
        (self.len() == other.len()).then(|| self.iter().zip(other).map(|(a, b)| join_values(a, b, why)).collect())
    }

    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| same(a, b))
    }

    fn beginning(a: &Result<Self, Unknown>, b: &Result<Self, Unknown>, why: &Unknown) -> Option<Beginning> {
        Some(Beginning::of(a)?.join(&Beginning::of(b)?, why))
    }
}

impl Joined for Entries {
    fn joined(&self, other: &Self, why: &Unknown) -> Option<Self> {
        if self.len() != other.len() || !self.keys().all(|key| other.find(key).is_some()) {
            return None;
        }
        let mut joined = self.clone();
        for key in self.keys() {
            let (a, b) = (self.find(key)?, other.find(key)?);
            joined.insert(key.clone(), Value::None, join_values(a, b, why));
        }
        Some(joined)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().zip(other.iter()).all(|((ak, av), (bk, bv))| same(ak, bk) && same(av, bv))
    }

    fn beginning(a: &Result<Self, Unknown>, b: &Result<Self, Unknown>, why: &Unknown) -> Option<Beginning> {
        Some(Beginning::of_values(a, why)?.join(&Beginning::of_values(b, why)?, why))
    }
}

impl Joined for Members {
    fn joined(&self, other: &Self, _: &Unknown) -> Option<Self> {
        self.is_same(other).then(|| self.clone())
    }

    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.keys().iter().all(|key| other.contains(key))
    }
}

impl Joined for super::object::Cursor {
    fn joined(&self, other: &Self, _: &Unknown) -> Option<Self> {
        self.is_same(other).then(|| self.clone())
    }

    fn is_same(&self, other: &Self) -> bool {
        self.taken == other.taken && std::mem::discriminant(&self.supply) == std::mem::discriminant(&other.supply)
    }
}

impl<T: Joined> Journaled for Shared<T> {
    fn take(&self) -> Content {
        Rc::new(self.0.borrow().clone())
    }

    fn put(&self, content: &Content) {
        if let Some(content) = content.downcast_ref::<Result<T, Unknown>>() {
            *self.0.borrow_mut() = content.clone();
        }
    }

    fn join(&self, taken: &Content, other: &Content, why: &Unknown) -> Content {
        let sides = (taken.downcast_ref::<Result<T, Unknown>>(), other.downcast_ref::<Result<T, Unknown>>());
        let (Some(a), Some(b)) = sides else { return Rc::new(Err::<T, Unknown>(why.clone())) };
        let lost = match (a, b) {
            (Ok(a), Ok(b)) => match a.joined(b, why) {
                Some(joined) => return Rc::new(Ok::<T, Unknown>(joined)),
                None => why.clone(),
            },
            (Err(why), _) | (_, Err(why)) => why.without_list(),
        };
        let known = T::beginning(a, b, why);
        Rc::new(Err::<T, Unknown>(known.map_or_else(|| lost.clone(), |known| lost.of_list(known))))
    }

    fn loses(&self, before: &Content, after: &Content) -> bool {
        match (before.downcast_ref::<Result<T, Unknown>>(), after.downcast_ref::<Result<T, Unknown>>()) {
            (Some(Ok(a)), Some(Ok(b))) => !a.is_same(b),
            (Some(Ok(_)), Some(Err(_))) => true,
            (Some(Err(a)), Some(Err(b))) => match (a.beginning(), b.beginning()) {
                (Some(a), Some(b)) => !a.is_same(b),
                (a, _) => a.is_some(),
            },
            _ => false,
        }
    }
}

impl Journaled for Dict {
    fn take(&self) -> Content {
        self.entries.take()
    }

    fn put(&self, content: &Content) {
        self.entries.put(content);
    }

    fn join(&self, taken: &Content, other: &Content, why: &Unknown) -> Content {
        self.entries.join(taken, other, why)
    }

    fn loses(&self, before: &Content, after: &Content) -> bool {
        self.entries.loses(before, after)
    }
}

impl Journaled for Set {
    fn take(&self) -> Content {
        self.members.take()
    }

    fn put(&self, content: &Content) {
        self.members.put(content);
    }

    fn join(&self, taken: &Content, other: &Content, why: &Unknown) -> Content {
        self.members.join(taken, other, why)
    }

    fn loses(&self, before: &Content, after: &Content) -> bool {
        self.members.loses(before, after)
    }
}
