//! Sets and frozen sets: members in the order they were added (Python's own order is arbitrary).

use super::dict::Entries;
use super::key::Key;
use super::shared::Shared;
use crate::python::value::Value;

/// A Python set.
pub struct Set {
    pub members: Shared<Members>,
    pub kind: SetKind,
}

/// Whether a set can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetKind {
    Mutable,
    Frozen,
}

/// The members of a set.
#[derive(Clone, Default, Debug)]
pub struct Members(Entries);

impl Set {
    /// Returns a set of `members`.
    #[must_use]
    pub fn new(members: Members, kind: SetKind) -> Self {
        Self { members: Shared::new(members), kind }
    }

    /// Tells whether it is a `frozenset`.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.kind == SetKind::Frozen
    }
}

impl Members {
    /// Returns how many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether `key` is a member.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        self.0.find(key).is_some()
    }

    /// Adds a member.
    pub fn insert(&mut self, key: Key, value: Value) {
        if !self.contains(&key) {
            self.0.insert(key, value, Value::None);
        }
    }

    /// Removes a member.
    pub fn remove(&mut self, key: &Key) -> Option<Value> {
        self.0.remove(key).map(|(member, _)| member)
    }

    /// Returns the members.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.0.iter().map(|(member, _)| member)
    }

    pub(in crate::python) fn keys(&self) -> Vec<Key> {
        self.0.keys().cloned().collect()
    }
}

impl FromIterator<(Key, Value)> for Members {
    fn from_iter<I: IntoIterator<Item = (Key, Value)>>(items: I) -> Self {
        let mut members = Self::default();
        for (key, value) in items {
            members.insert(key, value);
        }
        members
    }
}
