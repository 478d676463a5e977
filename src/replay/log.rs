//! What happened in the revision that is being replayed: what it sent, what that changed, and what nobody knows.

use crate::operation::RelationRef;
use crate::replay::demand::Demand;
use crate::replay::step::{Extent, Step};
use crate::replay::trail::Trail;
use crate::schema::{Change, ObjectId, Unknown};
use std::collections::BTreeSet;

/// The log of one revision.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    /// Every change to the schema in this revision.
    pub(super) changes: Trail<Change>,
    pub(super) steps: Trail<Step>,
    pub(super) unknown: Trail<Unknown>,
    pub(super) demands: Trail<Demand>,
    /// What it took to have been there from the start.
    pub(super) unrecorded: Trail<(ObjectId, Unknown)>,
    /// The columns of such tables that it took to have been there.
    pub(super) older_columns: Trail<(ObjectId, Unknown)>,
    pub(super) extent: Extent,
    pub(super) reads_catalog: bool,
    /// The types that were made with tables, as Alembic remembers them.
    pub(super) made_types: BTreeSet<RelationRef>,
    /// The commits in this revision.
    pub(super) section: u32,
}

impl Log {
    /// Notes something that is not known, once.
    pub(super) fn remark(&mut self, unknown: Unknown) {
        if !self.unknown.backwards().any(|own| *own == unknown) {
            self.unknown.push(unknown);
        }
    }

    /// Returns how much the changes after the first `length` wrote anew: an object is written as a whole.
    pub(super) fn copied_since(&self, length: usize) -> usize {
        let parts = |change: &&Change| match change {
            Change::Put { after: Some(after), .. } => after.parts(),
            _ => 1,
        };
        self.changes.since(length).iter().map(parts).sum()
    }

    /// Adds what another way learned.
    pub(super) fn learn(&mut self, other: &Self) {
        add_new(&mut self.unknown, &other.unknown);
        add_new(&mut self.demands, &other.demands);
        add_new(&mut self.unrecorded, &other.unrecorded);
        add_new(&mut self.older_columns, &other.older_columns);
        self.made_types.extend(other.made_types.iter().cloned());
        self.reads_catalog |= other.reads_catalog;
        self.section = self.section.max(other.section);
    }

    /// Returns the part that two ways share, with what either of them learned.
    pub(super) fn up_to(&self, changes: usize, steps: usize, other: &Self) -> Self {
        let mut shared = Self { changes: self.changes.up_to(changes), steps: self.steps.up_to(steps), ..self.clone() };
        shared.learn(other);
        shared
    }
}

/// Adds what the other log has since they parted, each once.
fn add_new<T: Clone + PartialEq>(own: &mut Trail<T>, other: &Trail<T>) {
    let common = own.common(other);
    let known = own.since(common);
    let new: Vec<T> = other.since(common).into_iter().filter(|learned| !known.contains(learned)).cloned().collect();
    own.extend(new);
}
