//! Dictionaries: insertion-ordered entries, found by key.

use super::key::Key;
use super::shared::Shared;
use crate::python::value::Value;
use std::collections::HashMap;

/// A Python dictionary, or one of the standard library's kinds of it.
pub struct Dict {
    pub entries: Shared<Entries>,
    pub kind: DictKind,
}

/// What a missing key means, and what the type is called.
#[derive(Clone, Debug)]
pub enum DictKind {
    Plain,
    Ordered,
    /// `collections.defaultdict` with its factory.
    Default(Value),
    /// `collections.Counter`.
    Counter,
}

/// The entries of a dictionary.
#[derive(Clone, Default, Debug)]
pub struct Entries {
    slots: Vec<Option<(Value, Value)>>,
    index: HashMap<Key, usize>,
}

impl Dict {
    /// Returns a plain dictionary.
    #[must_use]
    pub fn plain(entries: Entries) -> Self {
        Self { entries: Shared::new(entries), kind: DictKind::Plain }
    }
}

impl DictKind {
    /// Returns the name of the type as Python prints it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Plain => "dict",
            Self::Ordered => "OrderedDict",
            Self::Default(_) => "defaultdict",
            Self::Counter => "Counter",
        }
    }
}

impl Entries {
    /// Returns how many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Tells whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Returns the value under `key`.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&Value> {
        self.slots.get(*self.index.get(key)?)?.as_ref().map(|(_, value)| value)
    }

    /// Returns the value under the string `key`.
    #[must_use]
    pub fn find_str(&self, key: &str) -> Option<&Value> {
        self.find(&Key::Str(key.into()))
    }

    /// Sets the value under `key`; a new key goes to the end.
    pub fn insert(&mut self, key: Key, name: Value, value: Value) {
        if let Some(slot) = self.index.get(&key).and_then(|at| self.slots.get_mut(*at)) {
            if let Some(entry) = slot {
                entry.1 = value;
            }
            return;
        }
        self.index.insert(key, self.slots.len());
        self.slots.push(Some((name, value)));
    }

    /// Removes the entry under `key`.
    pub fn remove(&mut self, key: &Key) -> Option<(Value, Value)> {
        let at = self.index.remove(key)?;
        let removed = self.slots.get_mut(at)?.take();
        while matches!(self.slots.last(), Some(None)) {
            self.slots.pop();
        }
        removed
    }

    /// Returns the entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.slots.iter().flatten().map(|(name, value)| (name, value))
    }

    /// Returns every key, in no order.
    pub(in crate::python) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.index.keys()
    }
}

impl FromIterator<(Key, Value, Value)> for Entries {
    fn from_iter<I: IntoIterator<Item = (Key, Value, Value)>>(items: I) -> Self {
        let mut entries = Self::default();
        for (key, name, value) in items {
            entries.insert(key, name, value);
        }
        entries
    }
}
