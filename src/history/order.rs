//! Alembic's deterministic order of revisions (`RevisionMap._topological_sort`, script/revision.py, 1.20.1), which no
//! library sort reproduces.

use super::graph::{Graph, Link, Rev, RevSet};
use super::reach::Reach;
use std::collections::VecDeque;

/// Returns `todo` with children before parents, walking down from `heads` as Alembic does; what no head reaches is left
/// out. The part of the graph in `todo` has no cycle.
pub(super) fn sort_newest_first(graph: &Graph, reach: &Reach, mut todo: RevSet, heads: &[Rev]) -> Vec<Rev> {
    let mut current: Vec<Rev> = heads.iter().copied().filter(|head| todo.contains(*head)).collect();
    current.sort_unstable();
    current.dedup();
    let mut output = Vec::with_capacity(todo.len());
    let mut at = 0;
    while let Some(candidate) = current.get(at).copied() {
        // A candidate below another head waits for that head's branch.
        let above = |(index, head): &(usize, &Rev)| *index != at && reach.reaches(**head, candidate);
        let waits = if graph.is_named(candidate) { current.iter().enumerate().find(above) } else { None };
        if let Some((index, _)) = waits {
            at = index;
            continue;
        }
        if todo.remove(candidate) {
            output.push(candidate);
        }
        let mut added = graph.parents(candidate, |link| link != Link::RedundantDependency).into_iter();
        let mut wanted = added.by_ref().filter(|parent| todo.contains(*parent) && !current.contains(parent));
        match wanted.next() {
            None => {
                current.remove(at);
                at = at.saturating_sub(1);
            }
            Some(first) => {
                let rest: Vec<Rev> = wanted.collect();
                if let Some(slot) = current.get_mut(at) {
                    *slot = first;
                }
                current.extend(rest);
            }
        }
    }
    output
}

/// Returns `members` with parents before children, or what of them is not on or above a cycle.
pub(super) fn parents_first(graph: &Graph, members: &RevSet) -> Vec<Rev> {
    let mut waiting = vec![0_usize; graph.len()];
    let mut children: Vec<Vec<Rev>> = vec![Vec::new(); graph.len()];
    let mut ready = VecDeque::new();
    for rev in members.iter() {
        let parents = graph.parents(rev, |_| true);
        let inside = parents.iter().filter(|parent| members.contains(**parent));
        let mut count = 0;
        for parent in inside {
            count += 1;
            if let Some(children) = children.get_mut(parent.position()) {
                children.push(rev);
            }
        }
        if let Some(slot) = waiting.get_mut(rev.position()) {
            *slot = count;
        }
        if count == 0 {
            ready.push_back(rev);
        }
    }
    let mut order = Vec::with_capacity(members.len());
    while let Some(rev) = ready.pop_front() {
        order.push(rev);
        for child in children.get(rev.position()).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(child.position()) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(*child);
                }
            }
        }
    }
    order
}
