//! The directed graph of a history: who names whom as parent or dependency. The one home of petgraph; cycles are allowed
//! here, so that a broken history can be described.

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeFiltered, EdgeRef};
use std::collections::{BTreeSet, VecDeque};

/// A revision of one [`super::History`]: its place in the order Alembic loads the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rev(u32);

/// What a traversal follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// `down_revision` only.
    DownRevisions,
    /// `down_revision` and `depends_on`.
    Dependencies,
}

/// Why one revision points to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    DownRevision,
    /// A dependency that no ancestor already has (`_normalized_resolved_dependencies`).
    Dependency,
    /// A dependency that an ancestor already has.
    RedundantDependency,
}

/// Revisions, each linked to those it names.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    links: StableDiGraph<(), Link>,
}

impl Rev {
    pub(super) fn new(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// Returns the revision's position in the loading order.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

impl Graph {
    /// Returns a graph of `revisions` revisions without links.
    pub(super) fn new(revisions: usize) -> Self {
        let mut links = StableDiGraph::with_capacity(revisions, revisions);
        for _ in 0..revisions {
            links.add_node(());
        }
        Self { links }
    }

    /// Links `child` to what it names; each pair is linked once for each kind of link.
    pub(super) fn link(&mut self, child: Rev, parent: Rev, link: Link) {
        self.links.add_edge(node(child), node(parent), link);
    }

    /// Marks a dependency as one that an ancestor already has.
    pub(super) fn mark_redundant(&mut self, child: Rev, parent: Rev) {
        let edge = self
            .links
            .edges_connecting(node(child), node(parent))
            .find(|edge| *edge.weight() == Link::Dependency)
            .map(|edge| edge.id());
        if let Some(weight) = edge.and_then(|edge| self.links.edge_weight_mut(edge)) {
            *weight = Link::RedundantDependency;
        }
    }

    /// Returns how many revisions there are.
    pub(super) fn len(&self) -> usize {
        self.links.node_count()
    }

    /// Returns what `rev` names through links that `wanted` accepts, in the order written.
    pub(super) fn parents(&self, rev: Rev, wanted: impl Fn(Link) -> bool) -> Vec<Rev> {
        let mut found: Vec<Rev> = Vec::new();
        // petgraph lists the newest edge first.
        for edge in self.links.edges_directed(node(rev), Direction::Outgoing) {
            if wanted(*edge.weight()) {
                found.push(rev_of(edge.target()));
            }
        }
        found.reverse();
        deduplicate(found)
    }

    /// Returns whether any other names `rev`.
    pub(super) fn is_named(&self, rev: Rev) -> bool {
        self.links.edges_directed(node(rev), Direction::Incoming).next().is_some()
    }

    /// Returns those that name `rev`, in loading order.
    pub(super) fn children(&self, rev: Rev, follow: Follow) -> Vec<Rev> {
        let edges = self.links.edges_directed(node(rev), Direction::Incoming);
        let mut found: Vec<Rev> =
            edges.filter(|edge| follow.takes(*edge.weight())).map(|edge| rev_of(edge.source())).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns `starts` and everything reached from them towards the bases, each once.
    pub(super) fn ancestors(&self, starts: &[Rev], follow: Follow) -> RevSet {
        self.reach(starts, follow, Direction::Outgoing)
    }

    /// Returns `starts` and everything reached from them towards the heads, each once.
    pub(super) fn descendants(&self, starts: &[Rev], follow: Follow) -> RevSet {
        self.reach(starts, follow, Direction::Incoming)
    }

    /// Returns the groups of revisions that lie on a common cycle, each in loading order.
    pub(super) fn cycles(&self, follow: Follow) -> Vec<Vec<Rev>> {
        let links = EdgeFiltered::from_fn(&self.links, |edge| follow.takes(*edge.weight()));
        let mut groups: Vec<Vec<Rev>> = kosaraju_scc(&links)
            .into_iter()
            .filter(|group| group.len() > 1)
            .map(|group| {
                let mut group: Vec<Rev> = group.into_iter().map(rev_of).collect();
                group.sort_unstable();
                group
            })
            .collect();
        groups.sort();
        groups
    }

    /// Returns a shortest way from `start` back to itself inside `group`, `start` first and not repeated.
    pub(super) fn cycle_through(&self, start: Rev, group: &[Rev], follow: Follow) -> Vec<Rev> {
        let mut from: Vec<Option<Rev>> = vec![None; self.len()];
        let mut todo = VecDeque::from([start]);
        while let Some(rev) = todo.pop_front() {
            for parent in self.parents(rev, |link| follow.takes(link)) {
                if parent == start {
                    let mut way = vec![rev];
                    while let Some(before) = way.last().and_then(|last| from.get(last.position()).copied().flatten()) {
                        way.push(before);
                    }
                    way.reverse();
                    return way;
                }
                if let Some(slot) = from.get_mut(parent.position())
                    && slot.is_none()
                    && group.binary_search(&parent).is_ok()
                {
                    *slot = Some(rev);
                    todo.push_back(parent);
                }
            }
        }
        group.to_vec()
    }

    fn reach(&self, starts: &[Rev], follow: Follow, direction: Direction) -> RevSet {
        let mut reached = RevSet::empty(self.len());
        let mut todo: Vec<Rev> = starts.iter().copied().filter(|start| reached.insert(*start)).collect();
        while let Some(rev) = todo.pop() {
            for edge in self.links.edges_directed(node(rev), direction) {
                let next = rev_of(if direction == Direction::Outgoing { edge.target() } else { edge.source() });
                if follow.takes(*edge.weight()) && reached.insert(next) {
                    todo.push(next);
                }
            }
        }
        reached
    }
}

impl Follow {
    pub(super) fn takes(self, link: Link) -> bool {
        self == Self::Dependencies || link == Link::DownRevision
    }
}

/// A set of revisions of one history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevSet {
    members: Vec<bool>,
    len: usize,
}

impl RevSet {
    /// Returns an empty set over a history of `revisions` revisions.
    #[must_use]
    pub(super) fn empty(revisions: usize) -> Self {
        Self { members: vec![false; revisions], len: 0 }
    }

    /// Returns whether `rev` is in the set.
    #[must_use]
    pub fn contains(&self, rev: Rev) -> bool {
        self.members.get(rev.position()).copied().unwrap_or(false)
    }

    /// Adds `rev`; returns whether it was not in the set.
    pub fn insert(&mut self, rev: Rev) -> bool {
        self.change(rev, true)
    }

    /// Removes `rev`; returns whether it was in the set.
    pub fn remove(&mut self, rev: Rev) -> bool {
        self.change(rev, false)
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether the set has no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the members in loading order.
    pub fn iter(&self) -> impl Iterator<Item = Rev> + '_ {
        self.members.iter().enumerate().filter(|(_, member)| **member).map(|(position, _)| Rev::new(position))
    }

    /// Keeps the members that `keep` accepts.
    pub fn retain(&mut self, keep: impl Fn(Rev) -> bool) {
        for rev in self.iter().collect::<Vec<_>>() {
            if !keep(rev) {
                self.remove(rev);
            }
        }
    }

    fn change(&mut self, rev: Rev, to: bool) -> bool {
        match self.members.get_mut(rev.position()) {
            Some(member) if *member != to => {
                *member = to;
                self.len = if to { self.len + 1 } else { self.len - 1 };
                true
            }
            _ => false,
        }
    }
}

impl Extend<Rev> for RevSet {
    fn extend<I: IntoIterator<Item = Rev>>(&mut self, revs: I) {
        for rev in revs {
            self.insert(rev);
        }
    }
}

fn node(rev: Rev) -> NodeIndex {
    NodeIndex::new(rev.position())
}

fn rev_of(node: NodeIndex) -> Rev {
    Rev::new(node.index())
}

/// Keeps the first of each.
fn deduplicate(revs: Vec<Rev>) -> Vec<Rev> {
    if revs.len() < 2 {
        return revs;
    }
    let mut seen = BTreeSet::new();
    revs.into_iter().filter(|rev| seen.insert(*rev)).collect()
}
