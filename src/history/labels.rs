//! Branch labels: who declares them and how far they spread (`_map_branch_labels`, `_add_branches`).

use super::graph::{Follow, Graph, Rev};
use crate::finding::{Code, Finding, Severity};
use crate::revision::{Revision, RevisionId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Returns the labels in loading order, and a finding for each that is taken already.
pub(super) fn declare_labels(
    revisions: &[Arc<Revision>],
    ids: &BTreeMap<RevisionId, Rev>,
) -> (Vec<(String, Rev)>, Vec<Finding>) {
    let mut labels: Vec<(String, Rev)> = Vec::new();
    let mut owners: BTreeMap<&str, Rev> = BTreeMap::new();
    let mut findings = Vec::new();
    for (position, revision) in revisions.iter().enumerate() {
        for (index, label) in revision.branch_labels.iter().enumerate() {
            let owner = ids.get(label.as_str()).or_else(|| owners.get(label.as_str())).copied();
            let Some(owner) = owner.and_then(|owner| revisions.get(owner.position())) else {
                owners.insert(label, Rev::new(position));
                labels.push((label.clone(), Rev::new(position)));
                continue;
            };
            let message = format!("branch label `{label}` of `{}` is already used by `{}`", revision.id, owner.id);
            let span = revision.places.branch_labels.get(index).copied().unwrap_or_default();
            findings.push(
                Finding::new(Code::DUPLICATE_BRANCH_LABEL, Severity::Error, message)
                    .help("rename one of the labels; Alembic loads nothing until it is unique")
                    .revision(revision.id.as_str())
                    .place(revision.source.place(span)),
            );
        }
    }
    (labels, findings)
}

/// Returns the labels that hold at each revision: up to every descendant, and down until the branch began.
pub(super) fn spread_labels(graph: &Graph, revisions: &[Arc<Revision>]) -> Vec<BTreeSet<String>> {
    let mut spread: Vec<BTreeSet<String>> =
        revisions.iter().map(|revision| revision.branch_labels.iter().cloned().collect()).collect();
    for (position, revision) in revisions.iter().enumerate() {
        if revision.branch_labels.is_empty() {
            continue;
        }
        let start = Rev::new(position);
        // What holds here may have come from a labelled ancestor handled before.
        let labels = spread.get(position).cloned().unwrap_or_default();
        let mut reached: Vec<Rev> = graph.descendants(&[start], Follow::DownRevisions).iter().collect();
        reached.extend(run_below(graph, start));
        for rev in reached {
            if let Some(held) = spread.get_mut(rev.position()) {
                held.extend(labels.iter().cloned());
            }
        }
    }
    spread
}

/// Returns the revisions below `start` that belong to its branch: Alembic walks down from the last descendant until a
/// branch point or merge point stops it, so nothing below is reached unless the branch runs straight up to its head.
fn run_below(graph: &Graph, start: Rev) -> Vec<Rev> {
    let stops = |rev: Rev| {
        graph.children(rev, Follow::Dependencies).len() > 1
            || graph.parents(rev, |link| Follow::DownRevisions.takes(link)).len() > 1
    };
    let mut seen = BTreeSet::new();
    let mut tip = start;
    while seen.insert(tip) {
        if stops(tip) {
            return Vec::new();
        }
        match graph.children(tip, Follow::DownRevisions).first() {
            Some(child) => tip = *child,
            None => break,
        }
    }
    let mut run = Vec::new();
    let mut at = start;
    while let Some(parent) = graph.parents(at, |link| Follow::DownRevisions.takes(link)).first().copied() {
        if stops(parent) || run.contains(&parent) {
            break;
        }
        run.push(parent);
        at = parent;
    }
    run
}
