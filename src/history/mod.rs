//! The revisions of a project as Alembic's `RevisionMap` sees them (script/revision.py, 1.20.1): heads, bases, branches,
//! labels, order, symbols. Never fails to build: what is broken becomes a finding, and the sound rest is answered.

mod build;
mod failure;
mod graph;
mod labels;
mod order;
mod reach;
mod rows;
mod step;
mod symbol;
mod traverse;
mod trouble;
mod walk;

pub use failure::range_error;
pub use graph::{Follow, Rev, RevSet};
pub use rows::{RowWrite, VersionRows};
pub use step::{Course, RowCount, Stamp, Step};
pub use symbol::{Point, Resolved, Unresolved};
pub use traverse::{Extent, Symbols};
pub use walk::Overwalk;

use crate::finding::{Finding, Severity};
use crate::revision::{Revision, RevisionId};
use graph::{Graph, Link};
use reach::Reach;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Every revision of a project and how they hang together.
#[derive(Debug)]
pub struct History {
    revisions: Vec<Arc<Revision>>,
    ids: BTreeMap<RevisionId, Rev>,
    /// Branch labels as declared, in loading order, each with its revision.
    labels: Vec<(String, Rev)>,
    /// The labels that hold at each revision.
    spread: Vec<BTreeSet<String>>,
    graph: Graph,
    /// The revisions whose ancestors are all known and without a cycle.
    sound: RevSet,
    findings: Vec<Finding>,
    /// The files that lost their id to a later one.
    doubles: Vec<Arc<Revision>>,
    reach: OnceLock<Reach>,
}

impl History {
    /// Returns the revision that `rev` stands for.
    #[must_use]
    pub fn revision(&self, rev: Rev) -> &Revision {
        self.revisions.get(rev.position()).expect("a `Rev` is only made by the history that holds its revision")
    }

    /// Returns the revision with exactly this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Rev> {
        self.ids.get(id).copied()
    }

    /// Returns the id of a revision.
    #[must_use]
    pub fn id(&self, rev: Rev) -> &RevisionId {
        &self.revision(rev).id
    }

    /// Returns every revision in the order Alembic loads the files.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Rev> + ExactSizeIterator + use<> {
        (0..self.revisions.len()).map(Rev::new)
    }

    /// Returns the number of revisions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.revisions.len()
    }

    /// Returns whether there is no revision.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.revisions.is_empty()
    }

    /// Returns what is wrong with the files and with the graph they make.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns what keeps Alembic from loading the files.
    #[must_use]
    pub fn errors(&self) -> Vec<Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect()
    }

    /// Returns the files that lost their id to one that Alembic lists later.
    #[must_use]
    pub fn doubles(&self) -> &[Arc<Revision>] {
        &self.doubles
    }

    /// Returns whether all ancestors of `rev` are known and free of cycles.
    #[must_use]
    pub fn is_sound(&self, rev: Rev) -> bool {
        self.sound.contains(rev)
    }

    /// Returns the revisions no other names as its parent (`RevisionMap.heads`).
    #[must_use]
    pub fn heads(&self) -> Vec<Rev> {
        self.all().filter(|rev| self.is_head(*rev)).collect()
    }

    /// Returns the revisions no other names as its parent or dependency (`RevisionMap._real_heads`).
    #[must_use]
    pub fn real_heads(&self) -> Vec<Rev> {
        self.all().filter(|rev| self.is_real_head(*rev)).collect()
    }

    /// Returns the revisions without a parent (`RevisionMap.bases`).
    #[must_use]
    pub fn bases(&self) -> Vec<Rev> {
        self.all().filter(|rev| self.revision(*rev).is_base()).collect()
    }

    /// Returns the revisions with more than one child.
    #[must_use]
    pub fn branch_points(&self) -> Vec<Rev> {
        self.all().filter(|rev| self.is_branch_point(*rev)).collect()
    }

    /// Returns the revisions with more than one parent.
    #[must_use]
    pub fn merge_points(&self) -> Vec<Rev> {
        self.all().filter(|rev| self.revision(*rev).is_merge_point()).collect()
    }

    /// Returns whether no revision names `rev` as its parent.
    #[must_use]
    pub fn is_head(&self, rev: Rev) -> bool {
        self.children(rev, Follow::DownRevisions).is_empty()
    }

    /// Returns whether no revision names `rev` as its parent or dependency.
    #[must_use]
    pub fn is_real_head(&self, rev: Rev) -> bool {
        self.children(rev, Follow::Dependencies).is_empty()
    }

    /// Returns whether more than one revision names `rev` as its parent.
    #[must_use]
    pub fn is_branch_point(&self, rev: Rev) -> bool {
        self.children(rev, Follow::DownRevisions).len() > 1
    }

    /// Returns the parents of `rev` in the order written; with dependencies, those an ancestor has already are left out.
    #[must_use]
    pub fn parents(&self, rev: Rev, follow: Follow) -> Vec<Rev> {
        self.graph.parents(rev, |link| follow.takes(link) && link != Link::RedundantDependency)
    }

    /// Returns the revisions `rev` depends on, labels resolved, those an ancestor has already included.
    #[must_use]
    pub fn dependencies(&self, rev: Rev) -> Vec<Rev> {
        self.graph.parents(rev, |link| link != Link::DownRevision)
    }

    /// Returns the dependencies of `rev` that no ancestor has (`_normalized_resolved_dependencies`).
    #[must_use]
    pub fn own_dependencies(&self, rev: Rev) -> Vec<Rev> {
        self.graph.parents(rev, |link| link == Link::Dependency)
    }

    /// Returns the revisions that name `rev`, in loading order.
    #[must_use]
    pub fn children(&self, rev: Rev, follow: Follow) -> Vec<Rev> {
        self.graph.children(rev, follow)
    }

    /// Returns `revs` and all their ancestors.
    #[must_use]
    pub fn ancestors(&self, revs: &[Rev], follow: Follow) -> RevSet {
        self.graph.ancestors(revs, follow)
    }

    /// Returns `revs` and all their descendants.
    #[must_use]
    pub fn descendants(&self, revs: &[Rev], follow: Follow) -> RevSet {
        self.graph.descendants(revs, follow)
    }

    /// Returns whether `lower` is `upper` or, dependencies included, one of its ancestors; both must be sound.
    #[must_use]
    pub fn is_at_or_below(&self, lower: Rev, upper: Rev) -> bool {
        self.reach().reaches(upper, lower)
    }

    /// Returns the branch labels as declared, in loading order, each with its revision.
    #[must_use]
    pub fn declared_labels(&self) -> &[(String, Rev)] {
        &self.labels
    }

    /// Returns the branch labels that hold at `rev`, spread along its branch as Alembic spreads them.
    pub fn labels(&self, rev: Rev) -> impl Iterator<Item = &str> {
        self.spread.get(rev.position()).into_iter().flatten().map(String::as_str)
    }

    /// Returns an empty set of this history's revisions.
    #[must_use]
    pub fn no_revisions(&self) -> RevSet {
        RevSet::empty(self.revisions.len())
    }

    /// Returns the sound revisions in the order `alembic upgrade heads` applies them to an empty database.
    #[must_use]
    pub fn upgrade_order(&self) -> Vec<Rev> {
        let mut order = self.newest_first(self.sound.clone(), &self.tips(&self.sound));
        order.reverse();
        order
    }

    /// Returns the sound ones of `revs` with children before parents, in Alembic's order, walking down from `heads`;
    /// where not all of them hang together below `heads`, from their own tips.
    #[must_use]
    pub fn newest_first(&self, mut revs: RevSet, heads: &[Rev]) -> Vec<Rev> {
        let asked = revs.len();
        revs.retain(|rev| self.is_sound(rev));
        if revs.len() == asked {
            let order = order::sort_newest_first(&self.graph, self.reach(), revs.clone(), heads);
            if order.len() == asked {
                return order;
            }
        }
        let tips = self.tips(&revs);
        order::sort_newest_first(&self.graph, self.reach(), revs, &tips)
    }

    /// Returns the members of `revs` that no other member names.
    #[must_use]
    pub fn tips(&self, revs: &RevSet) -> Vec<Rev> {
        let named = |rev: &Rev| self.children(*rev, Follow::Dependencies).iter().any(|child| revs.contains(*child));
        revs.iter().filter(|rev| !named(rev)).collect()
    }

    fn reach(&self) -> &Reach {
        let kept = |link| link != Link::RedundantDependency;
        self.reach.get_or_init(|| Reach::new(&self.graph, &order::parents_first(&self.graph, &self.sound), kept))
    }
}

#[cfg(test)]
mod tests;
