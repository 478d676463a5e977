//! Which objects stand under a name: a table of sets, in which no set is empty. Knows nothing of what the names mean.

use std::collections::{BTreeMap, BTreeSet};

/// For each `From`, the `To`s that go with it, in their order.
#[derive(Clone, Debug)]
pub(super) struct Links<From, To>(BTreeMap<From, BTreeSet<To>>);

impl<From, To> Default for Links<From, To> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<From: Clone + Ord, To: Clone + Ord> Links<From, To> {
    /// Makes `to` go with all of `after` where it went with all of `before`.
    pub fn change(&mut self, to: &To, before: &BTreeSet<From>, after: &BTreeSet<From>) {
        for from in before.difference(after) {
            if let Some(linked) = self.0.get_mut(from) {
                linked.remove(to);
                if linked.is_empty() {
                    self.0.remove(from);
                }
            }
        }
        for from in after.difference(before) {
            self.0.entry(from.clone()).or_default().insert(to.clone());
        }
    }

    /// Returns what goes with `from`.
    pub fn of(&self, from: &From) -> impl Iterator<Item = &To> + use<'_, From, To> {
        self.0.get(from).into_iter().flatten()
    }
}
