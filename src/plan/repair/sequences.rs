//! Sequences that are missing: made first, given to their columns once these are there.

use super::Repair;
use crate::plan::{Safety, create, sequence};
use crate::schema::{ObjectId, Sequence, Stored};
use std::collections::BTreeSet;

/// Who makes a table that is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    ByPlan,
    ByHand,
}

impl Repair<'_> {
    pub(super) fn make_sequences(&mut self, wanted: &BTreeSet<ObjectId>) {
        for object in wanted {
            if let ObjectId::Sequence(name) = object
                && let Some(Stored::Sequence(sequence)) = self.expected().relation(name)
                && !sequence.identity
                && !sequence::is_replaced(self.question, sequence)
            {
                self.push(object, create::sequence(sequence), Safety::Safe);
            }
        }
    }

    /// Gives sequences to columns of tables that are there by then, or that a person makes.
    pub(super) fn own_sequences(&mut self, wanted: &BTreeSet<ObjectId>, of_tables: Made) {
        let waits = |repair: &Self, own: &Sequence| {
            own.owned_by.as_ref().is_some_and(|(table, _)| !repair.is_there_by_then(table, wanted))
        };
        for object in wanted {
            if let ObjectId::Sequence(name) = object
                && let Some(Stored::Sequence(sequence)) = self.expected().relation(name)
                && !sequence::is_replaced(self.question, sequence)
                && waits(self, sequence) == (of_tables == Made::ByHand)
                && let Some(owner) = create::sequence_owner(sequence)
            {
                let resume = sequence::resume(self.question, sequence);
                let safety = if resume.is_empty() { Safety::Safe } else { Safety::Review };
                if let Some(step) = self.push(object, vec![owner], safety) {
                    let behind = if resume.is_empty() { "" } else { ", and goes on behind its rows" };
                    step.reason = format!("`{object}` goes with its column{behind}");
                    step.verify.clear();
                    step.sql.extend(resume);
                }
            }
        }
    }
}
