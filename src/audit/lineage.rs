//! The history as the audit needs it: revisions numbered in the order of replay, parents first, with the arithmetic of
//! positions. A position is a down-closed set of numbers, shown by its maximal members.

use crate::revision::RevisionId;
use std::collections::{BTreeMap, BTreeSet};

/// Revisions in the order of replay and what each stands on (`down_revision` and `depends_on`).
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    revisions: Vec<RevisionId>,
    parents: Vec<Vec<usize>>,
    numbers: BTreeMap<RevisionId, usize>,
}

/// A down-closed set of revisions.
pub type Position = BTreeSet<usize>;

impl Lineage {
    /// Numbers `revisions`; parents that do not come earlier in the list are left out.
    #[must_use]
    pub fn new(revisions: Vec<RevisionId>, parents_of: impl Fn(&RevisionId) -> Vec<RevisionId>) -> Self {
        let numbers: BTreeMap<_, _> = revisions.iter().cloned().enumerate().map(|(n, id)| (id, n)).collect();
        let earlier = |(number, id): (usize, &RevisionId)| {
            let parents = parents_of(id);
            let mut parents: Vec<usize> = parents.iter().filter_map(|parent| numbers.get(parent).copied()).collect();
            parents.retain(|parent| *parent < number);
            parents.sort_unstable();
            parents.dedup();
            parents
        };
        let parents = revisions.iter().enumerate().map(earlier).collect();
        Self { revisions, parents, numbers }
    }

    /// Returns how many revisions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.revisions.len()
    }

    /// Returns whether there is no revision.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.revisions.is_empty()
    }

    /// Returns the revision with this number.
    #[must_use]
    pub fn revision(&self, number: usize) -> &RevisionId {
        &self.revisions[number]
    }

    /// Returns all revisions in order.
    #[must_use]
    pub fn revisions(&self) -> &[RevisionId] {
        &self.revisions
    }

    /// Returns the number of a revision.
    #[must_use]
    pub fn number(&self, revision: &RevisionId) -> Option<usize> {
        self.numbers.get(revision).copied()
    }

    /// Returns what each revision stands on.
    #[must_use]
    pub fn parents(&self) -> &[Vec<usize>] {
        &self.parents
    }

    /// Returns the position that contains `members` and all they stand on.
    #[must_use]
    pub fn position(&self, members: impl IntoIterator<Item = usize>) -> Position {
        let mut position = Position::new();
        let mut open: Vec<usize> = members.into_iter().collect();
        while let Some(number) = open.pop() {
            if position.insert(number) {
                open.extend(self.parents.get(number).into_iter().flatten());
            }
        }
        position
    }

    /// Returns the position of everything.
    #[must_use]
    pub fn all(&self) -> Position {
        (0..self.len()).collect()
    }

    /// Returns the members of `position` on which no other member stands, as numbers.
    #[must_use]
    pub fn tips(&self, position: &Position) -> BTreeSet<usize> {
        let mut tips = position.clone();
        for number in position {
            for parent in self.parents.get(*number).into_iter().flatten() {
                tips.remove(parent);
            }
        }
        tips
    }

    /// Returns the tips of `position` as revisions, sorted.
    #[must_use]
    pub fn show(&self, position: &Position) -> Vec<RevisionId> {
        let mut tips: Vec<RevisionId> = self.tips(position).into_iter().map(|n| self.revisions[n].clone()).collect();
        tips.sort();
        tips
    }

    /// Returns the revisions with these numbers in words: each by its name, or the first, the last and how many.
    #[must_use]
    pub fn names(&self, numbers: &[usize]) -> String {
        let name = |number: &usize| format!("`{}`", self.revision(*number));
        match numbers {
            [first, _, _, .., last] => format!("{} to {} ({} revisions)", name(first), name(last), numbers.len()),
            few => few.iter().map(name).collect::<Vec<_>>().join(", "),
        }
    }

    /// Returns the revisions whose parents are all in `position` and that are not in it themselves.
    #[must_use]
    pub fn next(&self, position: &Position) -> Vec<usize> {
        let ready = |number: &usize| {
            !position.contains(number) && self.parents[*number].iter().all(|parent| position.contains(parent))
        };
        (0..self.len()).filter(ready).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diamond() -> Lineage {
        let ids = ["a", "b", "c", "d"].map(RevisionId::from).to_vec();
        Lineage::new(ids, |id| match id.as_str() {
            "a" => vec![],
            "d" => vec!["b".into(), "c".into()],
            _ => vec!["a".into()],
        })
    }

    #[test]
    fn positions_are_shown_by_their_tips() {
        let lineage = diamond();
        let position = lineage.position([1, 2]);
        assert_eq!(position, BTreeSet::from([0, 1, 2]));
        assert_eq!(lineage.show(&position), [RevisionId::from("b"), "c".into()]);
        assert_eq!(lineage.next(&position), [3]);
        assert_eq!(lineage.next(&lineage.position([1])), [2]);
    }
}
