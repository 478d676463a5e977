//! The rows of the version table, and what each step writes into it (`HeadMaintainer`, `RevisionStep`, `StampStep`,
//! runtime/migration.py, Alembic 1.20.1). Where Alembic takes the order of a Python set, the order in the file is taken.

use super::symbol::Resolved;
use super::{Course, Follow, History, Point, Rev, RowCount, Stamp, Step, Unresolved};
use crate::revision::RevisionId;
use std::collections::BTreeSet;

/// The rows of a version table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionRows {
    ids: BTreeSet<RevisionId>,
}

/// One statement on the version table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowWrite {
    Insert(RevisionId),
    Delete(RevisionId),
    Update { from: RevisionId, to: RevisionId },
}

impl VersionRows {
    /// Returns a table with these rows.
    pub fn new(ids: impl IntoIterator<Item = RevisionId>) -> Self {
        Self { ids: ids.into_iter().collect() }
    }

    /// Returns the rows.
    #[must_use]
    pub fn ids(&self) -> &BTreeSet<RevisionId> {
        &self.ids
    }

    /// Carries out what a step writes, and returns it (`HeadMaintainer.update_to_step`).
    ///
    /// # Errors
    /// The rows are not those that the step needs, or one of them is not in the history.
    pub fn follow(&mut self, step: &Step, history: &History) -> Resolved<Vec<RowWrite>> {
        let writes = match step {
            Step::Stamp(stamp) => self.stamp(stamp)?,
            Step::Upgrade(rev) => self.upgrade(*rev, history)?,
            Step::Downgrade(rev) => self.downgrade(*rev, history)?,
        };
        let mut after = self.ids.clone();
        for write in &writes {
            carry_out(&mut after, write)?;
        }
        self.ids = after;
        Ok(writes)
    }

    fn stamp(&self, stamp: &Stamp) -> Resolved<Vec<RowWrite>> {
        let Stamp { from, to, course, rows } = stamp;
        let unstamped = || from.iter().any(|id| !self.ids.contains(id));
        if *course == Course::Down && *rows == RowCount::Changes {
            return Ok(vec![RowWrite::Delete(only(from)?)]);
        }
        let adds = *course == Course::Up && (*rows == RowCount::Changes || unstamped());
        if adds && to.iter().any(|id| !self.ids.contains(id)) {
            return Ok(vec![RowWrite::Insert(only(to)?)]);
        }
        if from.len() > 1 {
            return merge(from, to.first().ok_or_else(contradiction)?);
        }
        if to.len() > 1 {
            return unmerge(from.first().ok_or_else(contradiction)?, to);
        }
        Ok(vec![RowWrite::Update { from: only(from)?, to: only(to)? }])
    }

    fn upgrade(&self, rev: Rev, history: &History) -> Resolved<Vec<RowWrite>> {
        let id = history.id(rev).clone();
        let below = parents(history, rev);
        let stamped: Vec<RevisionId> = below.iter().filter(|id| self.ids.contains(*id)).cloned().collect();
        match &stamped[..] {
            [] => Ok(vec![RowWrite::Insert(id)]),
            [only] => Ok(vec![RowWrite::Update { from: only.clone(), to: id }]),
            _ => merge(&self.beside(&below, &below, history)?, &id),
        }
    }

    fn downgrade(&self, rev: Rev, history: &History) -> Resolved<Vec<RowWrite>> {
        let id = history.id(rev);
        let below = parents(history, rev);
        if self.ids.contains(id) {
            let remaining = self.remaining(rev, &below, history)?;
            if remaining.is_empty() {
                return Ok(vec![RowWrite::Delete(id.clone())]);
            }
            if below.len() > 1 {
                return unmerge(id, &remaining);
            }
        }
        let to = match &below[..] {
            [only] => only.clone(),
            several => {
                let stamped: Vec<&RevisionId> = several.iter().filter(|id| self.ids.contains(*id)).collect();
                let [only] = stamped[..] else { return Err(contradiction()) };
                only.clone()
            }
        };
        Ok(vec![RowWrite::Update { from: id.clone(), to }])
    }

    /// Returns the parents of an undone revision that get a row (`_unmerge_to_revisions`).
    fn remaining(&self, rev: Rev, below: &[RevisionId], history: &History) -> Resolved<Vec<RevisionId>> {
        if self.ids.len() > 1 {
            return self.beside(below, std::slice::from_ref(history.id(rev)), history);
        }
        let parents = history.parents(rev, Follow::Dependencies);
        let under = |parent: &Rev| {
            let others = parents.iter().filter(|other| *other != parent);
            others.into_iter().any(|other| history.ancestors(&[*other], Follow::Dependencies).contains(*parent))
        };
        Ok(parents.iter().filter(|parent| !under(parent)).map(|parent| history.id(*parent).clone()).collect())
    }

    /// Returns those of `ids` that no row but `leaving` has at or above it.
    fn beside(&self, ids: &[RevisionId], leaving: &[RevisionId], history: &History) -> Resolved<Vec<RevisionId>> {
        let others: Vec<&RevisionId> = self.ids.iter().filter(|row| !leaving.contains(row)).collect();
        let others: Vec<Rev> = history.resolve_all(&others)?.into_iter().filter_map(Point::revision).collect();
        let covered = history.ancestors(&others, Follow::Dependencies);
        let free = |id: &&RevisionId| !history.find(id.as_str()).is_some_and(|rev| covered.contains(rev));
        Ok(ids.iter().filter(free).cloned().collect())
    }
}

/// `_normalized_down_revisions`.
fn parents(history: &History, rev: Rev) -> Vec<RevisionId> {
    history.parents(rev, Follow::Dependencies).into_iter().map(|parent| history.id(parent).clone()).collect()
}

fn merge(from: &[RevisionId], to: &RevisionId) -> Resolved<Vec<RowWrite>> {
    let (last, others) = from.split_last().ok_or_else(contradiction)?;
    let mut writes: Vec<RowWrite> = others.iter().cloned().map(RowWrite::Delete).collect();
    writes.push(RowWrite::Update { from: last.clone(), to: to.clone() });
    Ok(writes)
}

fn unmerge(from: &RevisionId, to: &[RevisionId]) -> Resolved<Vec<RowWrite>> {
    let (last, others) = to.split_last().ok_or_else(contradiction)?;
    let mut writes: Vec<RowWrite> = others.iter().cloned().map(RowWrite::Insert).collect();
    writes.push(RowWrite::Update { from: from.clone(), to: last.clone() });
    Ok(writes)
}

fn only(ids: &[RevisionId]) -> Resolved<RevisionId> {
    match ids {
        [only] => Ok(only.clone()),
        _ => Err(contradiction()),
    }
}

/// Changes the rows as the statement does; Alembic fails where a row is missing or there already.
fn carry_out(ids: &mut BTreeSet<RevisionId>, write: &RowWrite) -> Resolved<()> {
    let (gone, new) = match write {
        RowWrite::Insert(id) => (None, Some(id)),
        RowWrite::Delete(id) => (Some(id), None),
        RowWrite::Update { from, to } => (Some(from), Some(to)),
    };
    if let Some(id) = new.filter(|id| ids.contains(*id)) {
        return Err(Unresolved::refused(format!("the version table holds `{id}` already")));
    }
    if let Some(id) = gone.filter(|id| !ids.remove(*id)) {
        return Err(Unresolved::refused(format!("the version table does not hold `{id}`")));
    }
    ids.extend(new.cloned());
    Ok(())
}

fn contradiction() -> Unresolved {
    Unresolved::refused("the rows of the version table do not decide which of them this step replaces")
}
