//! The steps of an upgrade, a downgrade or a stamp, in order (`ScriptDirectory._upgrade_revs`, `_downgrade_revs`,
//! `_stamp_revs`, script/base.py, Alembic 1.20.1). What they write into the version table is in `rows`.

use super::symbol::Resolved;
use super::{Follow, History, Point, Rev, Unresolved};
use crate::revision::RevisionId;

/// One step that Alembic takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Runs `upgrade()` of a revision.
    Upgrade(Rev),
    /// Runs `downgrade()` of a revision.
    Downgrade(Rev),
    /// Runs nothing, and only writes rows.
    Stamp(Stamp),
}

/// What a stamp does to the rows of the version table (`StampStep`, runtime/migration.py).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub from: Vec<RevisionId>,
    pub to: Vec<RevisionId>,
    pub course: Course,
    pub rows: RowCount,
}

/// Whether a stamp goes towards the heads or towards the bases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Up,
    Down,
}

/// Whether a stamp adds or removes a row, or moves those that are there (`branch_move`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowCount {
    Changes,
    Stays,
}

impl History {
    /// Returns the steps of `alembic upgrade target` where the version table holds `rows`.
    ///
    /// # Errors
    /// As [`History::upgrade_path`].
    pub fn upgrade_steps(&self, rows: &[&str], target: &str) -> Resolved<Vec<Step>> {
        Ok(self.upgrade_path(rows, target)?.into_iter().map(Step::Upgrade).collect())
    }

    /// Returns the steps of `alembic downgrade target` where the version table holds `rows`.
    ///
    /// # Errors
    /// As [`History::downgrade_path`].
    pub fn downgrade_steps(&self, rows: &[&str], target: &str) -> Resolved<Vec<Step>> {
        Ok(self.downgrade_path(rows, target)?.into_iter().map(Step::Downgrade).collect())
    }

    /// Returns the steps of `alembic stamp targets` where the version table holds `rows`; no target is the base.
    ///
    /// # Errors
    /// A symbol means nothing, the targets contradict the rows, or one of them is broken.
    pub fn stamp_steps(&self, rows: &[&str], targets: &[&str]) -> Resolved<Vec<Step>> {
        let stamped: Vec<Rev> = self.resolve_all(rows)?.into_iter().filter_map(Point::revision).collect();
        let mut moved: Vec<Rev> = Vec::new();
        let base = ["base"];
        let targets = if targets.is_empty() { &base[..] } else { targets };
        for target in targets.iter().filter(|target| !target.is_empty()) {
            for rev in self.on_lineage_of(&stamped, target, Follow::Dependencies)? {
                if !moved.contains(&rev) {
                    moved.push(rev);
                }
            }
        }
        let mut destinations = self.resolve_all(targets)?;
        if destinations.is_empty() {
            destinations.push(Point::Nowhere);
        }
        let mut steps = Vec::new();
        for destination in destinations {
            match destination {
                Point::Nowhere => steps.extend(moved.iter().map(|rev| self.unstamp(*rev))),
                Point::Base => return Err(Unresolved::refused("the walk leads below every revision")),
                Point::Revision(rev) if moved.contains(&rev) => {}
                Point::Revision(rev) => steps.push(self.stamp_step(rev, &moved)?),
            }
        }
        Ok(steps)
    }

    fn unstamp(&self, rev: Rev) -> Step {
        let from = vec![self.id(rev).clone()];
        Step::Stamp(Stamp { from, to: Vec::new(), course: Course::Down, rows: RowCount::Changes })
    }

    fn stamp_step(&self, destination: Rev, moved: &[Rev]) -> Resolved<Step> {
        if let Some(broken) = moved.iter().chain([&destination]).find(|rev| !self.is_sound(**rev)) {
            let message = format!("the ancestors of `{}` are not known", self.id(*broken));
            return Err(Unresolved::Broken { message });
        }
        let above = self.descendants(&[destination], Follow::Dependencies);
        let below = self.ancestors(&[destination], Follow::Dependencies);
        let goes_down = moved.iter().any(|rev| above.contains(*rev));
        let goes_up = moved.iter().any(|rev| below.contains(*rev));
        let (from, course, rows) = match (goes_down, goes_up) {
            // Alembic fails an assertion here.
            (true, true) => {
                let message = format!("`{}` lies between the rows of the version table", self.id(destination));
                return Err(Unresolved::refused(message));
            }
            (true, false) => (moved, Course::Down, RowCount::Stays),
            (false, true) => (moved, Course::Up, RowCount::Stays),
            (false, false) => (&[][..], Course::Up, RowCount::Changes),
        };
        let from = from.iter().map(|rev| self.id(*rev).clone()).collect();
        Ok(Step::Stamp(Stamp { from, to: vec![self.id(destination).clone()], course, rows }))
    }
}

impl Step {
    /// Returns the revisions the step leaves, as Alembic logs them (`from_revisions_no_deps`).
    #[must_use]
    pub fn leaves(&self, history: &History) -> Vec<RevisionId> {
        match self {
            Self::Upgrade(rev) => history.revision(*rev).down_revisions.clone(),
            Self::Downgrade(rev) => vec![history.id(*rev).clone()],
            Self::Stamp(stamp) => stamp.from.clone(),
        }
    }

    /// Returns the revisions the step arrives at, as Alembic logs them (`to_revisions_no_deps`).
    #[must_use]
    pub fn reaches(&self, history: &History) -> Vec<RevisionId> {
        match self {
            Self::Upgrade(rev) => vec![history.id(*rev).clone()],
            Self::Downgrade(rev) => history.revision(*rev).down_revisions.clone(),
            Self::Stamp(stamp) => stamp.to.clone(),
        }
    }
}
