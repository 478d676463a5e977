//! The life of every object through the history: its names, and each attribute's value after each revision that
//! touched it. Renames keep identity. What a live value says about it is the audit's business.

mod build;
mod life;
mod older;
mod taint;

pub use life::{Event, Life, LifeId, Moment};
pub use taint::{Reach, Taint, Taints};

use crate::revision::RevisionId;
use crate::schema::ObjectId;
use std::collections::BTreeMap;

/// Every life, in the order of birth, and the revisions in the order in which they were replayed.
#[derive(Clone, Debug, Default)]
pub struct Timelines {
    pub revisions: Vec<RevisionId>,
    pub lives: Vec<Life>,
    /// What may have changed without anybody knowing how.
    pub taints: Taints,
    /// The lives that still are, by their last name.
    pub alive: BTreeMap<ObjectId, LifeId>,
    /// The lives that ever had a name.
    pub named: BTreeMap<ObjectId, Vec<LifeId>>,
    older: older::Older,
}

impl Timelines {
    /// Returns the life with this number.
    #[must_use]
    pub fn life(&self, id: LifeId) -> &Life {
        &self.lives[id.0]
    }

    /// Returns whether a revision made something of this name.
    #[must_use]
    pub fn is_made(&self, object: &ObjectId) -> bool {
        self.named.get(object).into_iter().flatten().any(|life| self.life(*life).unmade.is_none())
    }

    /// Returns whether no revision made the object, and one uses it.
    #[must_use]
    pub fn is_older(&self, object: &ObjectId) -> bool {
        self.older.has(object)
    }

    /// Returns whether this is a part of an older table that a revision makes if it is not there.
    #[must_use]
    pub fn is_made_if_missing(&self, part: &ObjectId) -> bool {
        self.older.is_made_if_missing(part)
    }

    /// Returns whether a table gets the name of the life's own, or of its table, after `moment`.
    #[must_use]
    pub fn is_given_back(&self, life: &Life, moment: Moment) -> bool {
        let Some(table) = life.last_name().table().map(|table| ObjectId::Table(table.clone())) else { return false };
        let gets_it = |(from, name): &(Moment, ObjectId)| *from > moment && *name == table;
        self.named.get(&table).into_iter().flatten().any(|own| self.life(*own).names.iter().any(gets_it))
    }

    /// Returns the tables that no revision made, under the last names that revisions gave them.
    pub fn older_tables(&self) -> impl Iterator<Item = &ObjectId> {
        self.older.tables()
    }

    /// Returns every life with its number.
    pub fn iter(&self) -> impl Iterator<Item = (LifeId, &Life)> {
        self.lives.iter().enumerate().map(|(number, life)| (LifeId(number), life))
    }
}
