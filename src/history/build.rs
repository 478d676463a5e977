//! Builds the history from the headers (`RevisionMap._revision_map`, `_add_depends_on`, `_normalize_depends_on`).

use super::graph::{Follow, Graph, Link, Rev, RevSet};
use super::labels::{declare_labels, spread_labels};
use super::order::parents_first;
use super::trouble::{Trouble, base_findings, cycle_findings, duplicate_findings, id_findings};
use super::{History, Reach};
use crate::finding::Finding;
use crate::revision::{Field, Revision, RevisionId};
use crate::script_directory::ScriptDirectory;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

impl History {
    /// Builds the history of a project's scripts; findings about the files come along.
    #[must_use]
    pub fn of(scripts: &ScriptDirectory) -> Self {
        Self::with_findings(scripts.revisions().to_vec(), scripts.findings().to_vec())
    }

    /// Builds the history of these revisions, in the order Alembic would load them.
    #[must_use]
    pub fn new(revisions: Vec<Revision>) -> Self {
        Self::with_findings(revisions.into_iter().map(Arc::new).collect(), Vec::new())
    }

    /// Returns the history in which `double` has its id instead of the file that Alembic keeps.
    #[must_use]
    pub fn with(&self, double: &Arc<Revision>) -> Self {
        let choose = |kept: &Arc<Revision>| if kept.id == double.id { double.clone() } else { kept.clone() };
        Self::with_findings(self.revisions.iter().map(choose).collect(), Vec::new())
    }

    fn with_findings(loaded: Vec<Arc<Revision>>, mut findings: Vec<Finding>) -> Self {
        findings.extend(id_findings(&loaded));
        let (revisions, ids, doubles) = keep_last(loaded);
        findings.extend(duplicate_findings(&doubles, &revisions, &ids));
        let (labels, label_findings) = declare_labels(&revisions, &ids);
        findings.extend(label_findings);
        let mut trouble = Trouble::new(&revisions, findings);
        let mut graph = link(&revisions, &ids, &labels, &mut trouble);
        let cyclic = cycle_findings(&graph, &revisions, &mut trouble);
        let Trouble { mut findings, unsound, .. } = trouble;
        let sound = sound_part(&graph, &revisions, unsound, cyclic);
        let order = parents_first(&graph, &sound);
        mark_redundant(&mut graph, &order);
        let spread = spread_labels(&graph, &revisions);
        findings.extend(base_findings(&graph, &revisions, &spread));
        let reach: OnceLock<Reach> = OnceLock::new();
        Self { revisions, ids, labels, spread, graph, sound, findings, doubles, reach }
    }
}

/// Up to this many revisions with one dependency are compared pair by pair.
const MAX_PAIRWISE: usize = 64;

type Kept = (Vec<Arc<Revision>>, BTreeMap<RevisionId, Rev>, Vec<Arc<Revision>>);

/// Keeps, of several revisions with one id, the last in the place of the first, as Alembic's dictionary does.
fn keep_last(loaded: Vec<Arc<Revision>>) -> Kept {
    let mut revisions: Vec<Arc<Revision>> = Vec::with_capacity(loaded.len());
    let mut ids: BTreeMap<RevisionId, Rev> = BTreeMap::new();
    let mut doubles = Vec::new();
    for revision in loaded {
        let known = ids.get(&revision.id).copied();
        if let Some(slot) = known.and_then(|known| revisions.get_mut(known.position())) {
            doubles.push(std::mem::replace(slot, revision));
        } else {
            ids.insert(revision.id.clone(), Rev::new(revisions.len()));
            revisions.push(revision);
        }
    }
    (revisions, ids, doubles)
}

fn link(
    revisions: &[Arc<Revision>],
    ids: &BTreeMap<RevisionId, Rev>,
    labels: &[(String, Rev)],
    trouble: &mut Trouble<'_>,
) -> Graph {
    let labelled: BTreeMap<&str, Rev> = labels.iter().map(|(label, rev)| (label.as_str(), *rev)).collect();
    let mut graph = Graph::new(revisions.len());
    for (position, revision) in revisions.iter().enumerate() {
        let child = Rev::new(position);
        let (mut followed, mut needed) = (BTreeSet::new(), BTreeSet::new());
        for (index, down) in revision.down_revisions.iter().enumerate() {
            match ids.get(down) {
                Some(parent) if *parent == child => trouble.self_loop(child, revision, Field::DownRevision),
                Some(parent) => follow(&mut graph, &mut followed, child, *parent, Link::DownRevision),
                // Alembic looks parents up among ids and labels alike.
                None => match labelled.get(down.as_str()) {
                    Some(parent) if *parent != child => {
                        follow(&mut graph, &mut followed, child, *parent, Link::DownRevision);
                    }
                    _ => trouble.missing_parent(child, revision, index, ids),
                },
            }
        }
        for (index, dependency) in revision.depends_on.iter().enumerate() {
            match ids.get(dependency.as_str()).or_else(|| labelled.get(dependency.as_str())) {
                Some(parent) if *parent == child => trouble.self_loop(child, revision, Field::DependsOn),
                Some(parent) => follow(&mut graph, &mut needed, child, *parent, Link::Dependency),
                None => trouble.missing_dependency(child, revision, index, ids),
            }
        }
    }
    graph
}

/// Links two revisions, unless they are linked in this way already.
fn follow(graph: &mut Graph, known: &mut BTreeSet<Rev>, child: Rev, parent: Rev, link: Link) {
    if known.insert(parent) {
        graph.link(child, parent, link);
    }
}

/// Returns the revisions whose ancestors are all known and on no cycle.
fn sound_part(graph: &Graph, revisions: &[Arc<Revision>], mut unsound: Vec<Rev>, cyclic: Vec<Rev>) -> RevSet {
    let computed = |revision: &Arc<Revision>| {
        revision.computed.iter().any(|field| matches!(field, Field::DownRevision | Field::DependsOn))
    };
    unsound.extend(cyclic);
    unsound.extend((0..revisions.len()).filter(|at| revisions.get(*at).is_some_and(computed)).map(Rev::new));
    let unsound = graph.descendants(&unsound, Follow::Dependencies);
    let mut sound = RevSet::empty(revisions.len());
    sound.extend((0..revisions.len()).map(Rev::new).filter(|rev| !unsound.contains(*rev)));
    sound
}

/// Marks each dependency that an ancestor through `down_revision` has too; `order` lists parents first.
fn mark_redundant(graph: &mut Graph, order: &[Rev]) {
    let mut dependents: BTreeMap<Rev, Vec<Rev>> = BTreeMap::new();
    for rev in order {
        for dependency in graph.parents(*rev, |link| link != Link::DownRevision) {
            dependents.entry(dependency).or_default().push(*rev);
        }
    }
    let shared = dependents.values().any(|revs| revs.len() > 1);
    let below = shared.then(|| Reach::new(graph, order, |link| link == Link::DownRevision));
    for (dependency, revs) in dependents {
        let Some(below) = below.as_ref().filter(|_| revs.len() > 1) else { continue };
        let redundant = if revs.len() <= MAX_PAIRWISE {
            let inherits = |rev: &Rev| revs.iter().any(|other| other != rev && below.reaches(*rev, *other));
            revs.iter().copied().filter(inherits).collect()
        } else {
            inheriting(graph, order, &revs)
        };
        for rev in redundant {
            graph.mark_redundant(rev, dependency);
        }
    }
}

/// Returns those of `revs` that have another of them below, by one pass over the whole history.
fn inheriting(graph: &Graph, order: &[Rev], revs: &[Rev]) -> Vec<Rev> {
    let mut depending = RevSet::empty(graph.len());
    depending.extend(revs.iter().copied());
    let mut inherited = RevSet::empty(graph.len());
    for rev in order {
        let parents = graph.parents(*rev, |link| link == Link::DownRevision);
        if parents.iter().any(|parent| depending.contains(*parent) || inherited.contains(*parent)) {
            inherited.insert(*rev);
        }
    }
    revs.iter().copied().filter(|rev| inherited.contains(*rev)).collect()
}
