//! What revisions take away or rename of tables that no revision makes: what is made under such a name later may have been
//! there before, and its presence proves nothing.

use crate::schema::{ObjectId, Unknown, moved};
use std::collections::BTreeMap;

/// The objects that are older than the history, and their names that came free.
#[derive(Clone, Debug, Default)]
pub(super) struct Older {
    /// Why each is thought to have been there from the start.
    objects: BTreeMap<ObjectId, Unknown>,
    given_up: BTreeMap<ObjectId, Unknown>,
}

impl Older {
    /// Learns of objects that a revision uses and none makes.
    pub fn note(&mut self, unrecorded: &[(ObjectId, Unknown)]) {
        self.objects.extend(unrecorded.iter().cloned());
    }

    /// Learns that `object`, which no revision made, is dropped.
    pub fn give_up(&mut self, object: &ObjectId) {
        if let Some(unknown) = self.reason(object) {
            self.given_up.insert(object.clone(), unknown);
        }
    }

    /// Learns that `from`, which no revision made, is called `to` now.
    pub fn rename(&mut self, from: &ObjectId, to: &ObjectId) {
        self.give_up(from);
        for (old, new) in moved(&self.given_up, from, to) {
            if let Some(unknown) = self.given_up.get(&old).cloned().filter(|_| old != *from) {
                self.given_up.insert(new, unknown);
            }
        }
        if let Some(unknown) = self.objects.remove(from) {
            self.objects.insert(to.clone(), unknown);
        }
    }

    /// Returns why something of this name may have been there before a revision makes it.
    pub fn why(&self, object: &ObjectId) -> Option<&Unknown> {
        let table = || self.given_up.get(&ObjectId::Table(object.table()?.clone()));
        self.given_up.get(object).or_else(table)
    }

    fn reason(&self, object: &ObjectId) -> Option<Unknown> {
        let table = || self.objects.get(&ObjectId::Table(object.table()?.clone()));
        self.objects.get(object).or_else(table).cloned()
    }
}
