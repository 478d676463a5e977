//! What happened in the revision that is being replayed: what it sent, what that changed, and what nobody knows.

use crate::replay::demand::Demand;
use crate::replay::step::{Extent, Step};
use crate::replay::trail::Trail;
use crate::schema::{Change, ObjectId, Unknown};

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
    pub(super) extent: Extent,
    pub(super) reads_catalog: bool,
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

    /// Returns the part that two ways share, with what either of them learned.
    pub(super) fn up_to(&self, changes: usize, steps: usize, other: &Self) -> Self {
        let mut unknown = self.unknown.clone();
        for learned in other.unknown.since(self.unknown.common(&other.unknown)) {
            if !unknown.backwards().any(|own| own == learned) {
                unknown.push(learned.clone());
            }
        }
        let mut demands = self.demands.clone();
        demands.extend(other.demands.since(self.demands.common(&other.demands)).into_iter().cloned());
        let mut unrecorded = self.unrecorded.clone();
        unrecorded.extend(other.unrecorded.since(self.unrecorded.common(&other.unrecorded)).into_iter().cloned());
        Self {
            changes: self.changes.up_to(changes),
            steps: self.steps.up_to(steps),
            unknown,
            demands,
            unrecorded,
            extent: self.extent,
            reads_catalog: self.reads_catalog || other.reads_catalog,
            section: self.section.max(other.section),
        }
    }
}
