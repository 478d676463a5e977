//! A list or dictionary that is known in part: on an undecided path, or an unknown number of times, something was appended
//! to it, or set under a key that is not known.

use super::dict::Entries;
use super::shared::{List, Shared};
use crate::python::join::{join_values, same};
use crate::python::unknown::Unknown;
use crate::python::value::Value;

/// What is known of such a list: the items it surely begins with, and what any item after them is. Of a dictionary, what
/// any of its values is.
#[derive(Clone)]
pub(in crate::python) struct Beginning {
    pub first: Vec<Value>,
    /// Nothing where no item follows.
    pub more: Option<Value>,
}

impl Beginning {
    /// Returns what is known of a content; nothing where it can be anything.
    pub fn of(content: &Result<Vec<Value>, Unknown>) -> Option<Self> {
        match content {
            Ok(items) => Some(Self { first: items.clone(), more: None }),
            Err(why) => why.beginning().cloned(),
        }
    }

    /// Returns what is known of a dictionary's values; nothing where they can be anything.
    pub fn of_values(content: &Result<Entries, Unknown>, why: &Unknown) -> Option<Self> {
        match content {
            Ok(entries) => {
                let values = entries.iter().map(|(_, value)| value.clone());
                Some(Self { first: Vec::new(), more: values.reduce(|a, b| join_values(&a, &b, why)) })
            }
            Err(why) => why.beginning().cloned(),
        }
    }

    /// Returns what holds of both.
    pub fn join(&self, other: &Self, why: &Unknown) -> Self {
        let kept = self.first.len().min(other.first.len());
        let first = self.first.iter().zip(&other.first).map(|(a, b)| join_values(a, b, why)).collect();
        let after = |own: &Self| own.first.iter().skip(kept).chain(&own.more).cloned().collect::<Vec<_>>();
        let more = after(self).into_iter().chain(after(other)).reduce(|a, b| join_values(&a, &b, why));
        Self { first, more }
    }

    /// Returns what is known where one more item was appended.
    pub fn and(mut self, item: Value, why: &Unknown) -> Self {
        self.more = Some(self.more.map_or_else(|| item.clone(), |more| join_values(&more, &item, why)));
        self
    }

    /// Tells whether both say the same.
    pub fn is_same(&self, other: &Self) -> bool {
        let all = |a: &[Value], b: &[Value]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
        all(&self.first, &other.first) && all(self.more.as_slice(), other.more.as_slice())
    }
}

impl Shared<Entries> {
    /// Returns what any of the values is, where the entries are not known; nothing where it can be anything.
    pub(in crate::python) fn any_value(&self) -> Option<Value> {
        self.0.borrow().as_ref().err().and_then(Unknown::beginning).and_then(|known| known.more.clone())
    }
}

impl List {
    /// Returns what is known of a list of which not everything is.
    pub(in crate::python) fn beginning(&self) -> Option<Beginning> {
        self.0.borrow().as_ref().err().and_then(Unknown::beginning).cloned()
    }
}
