//! What is broken in a history, all of it at once: Alembic stops at the first. Not what to do about a database.

use super::graph::{Follow, Graph, Link, Rev};
use crate::finding::{Code, Finding, Severity};
use crate::revision::{Field, Revision, RevisionId};
use crate::source::{Place, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The characters revision symbols use (`_revision_illegal_chars`).
const ILLEGAL: [char; 4] = ['@', '-', '+', ':'];

/// The width of `alembic_version.version_num` (`MigrationContext`, runtime/migration.py).
const VERSION_NUM_WIDTH: usize = 32;

/// How many missing ids candidates are looked for.
const MAX_SEARCHES: usize = 100;

/// More bases than this are told in one finding.
const MAX_BASES: usize = 100;

/// How many revisions one message names.
const MAX_NAMED: usize = 12;

/// The findings so far, and the revisions whose ancestry is not known.
pub(super) struct Trouble<'a> {
    revisions: &'a [Arc<Revision>],
    pub(super) findings: Vec<Finding>,
    pub(super) unsound: Vec<Rev>,
    /// How often candidates may still be looked for: each time costs a look at every id.
    searches: usize,
}

impl<'a> Trouble<'a> {
    pub(super) fn new(revisions: &'a [Arc<Revision>], findings: Vec<Finding>) -> Self {
        Self { revisions, findings, unsound: Vec::new(), searches: MAX_SEARCHES }
    }

    pub(super) fn self_loop(&mut self, rev: Rev, revision: &Revision, field: Field) {
        self.unsound.push(rev);
        let message = format!("`{}` names itself in `{field}`", revision.id);
        let place = match field {
            Field::DependsOn => revision.source.place(revision.places.depends_on.first().copied().unwrap_or_default()),
            _ => revision.down_place(),
        };
        self.findings.push(
            Finding::new(Code::REVISION_SELF_LOOP, Severity::Error, message)
                .help("name the revision it really follows; `git log -p` on the file shows what it was")
                .revision(revision.id.as_str())
                .place(place),
        );
    }

    pub(super) fn missing_parent(
        &mut self,
        rev: Rev,
        revision: &Revision,
        index: usize,
        ids: &BTreeMap<RevisionId, Rev>,
    ) {
        let missing = revision.down_revisions.get(index).map_or("", RevisionId::as_str);
        let span = revision.places.down_revisions.get(index).copied();
        let message = format!("`{}` follows `{missing}`, which no version file declares", revision.id);
        self.missing(rev, revision, (Code::MISSING_DOWN_REVISION, message), missing, span, ids);
    }

    pub(super) fn missing_dependency(
        &mut self,
        rev: Rev,
        revision: &Revision,
        index: usize,
        ids: &BTreeMap<RevisionId, Rev>,
    ) {
        let missing = revision.depends_on.get(index).map_or("", String::as_str);
        let span = revision.places.depends_on.get(index).copied();
        let message = format!("`{}` depends on `{missing}`, which no version file declares", revision.id);
        self.missing(rev, revision, (Code::MISSING_DEPENDENCY, message), missing, span, ids);
    }

    fn missing(
        &mut self,
        rev: Rev,
        revision: &Revision,
        (code, message): (Code, String),
        missing: &str,
        span: Option<Span>,
        ids: &BTreeMap<RevisionId, Rev>,
    ) {
        self.unsound.push(rev);
        let candidate = if self.searches > 0 { self.candidate(missing, revision, ids) } else { None };
        self.searches = self.searches.saturating_sub(1);
        let help = candidate.unwrap_or_else(|| {
            format!("find the file with `git log --all --diff-filter=D -- '*{missing}*'`, or name the revision it really follows")
        });
        self.findings.push(
            Finding::new(code, Severity::Error, message)
                .help(help)
                .revision(revision.id.as_str())
                .place(revision.source.place(span.unwrap_or_default())),
        );
    }

    /// Names the file or revision that a missing id most likely means.
    fn candidate(&self, missing: &str, child: &Revision, ids: &BTreeMap<RevisionId, Rev>) -> Option<String> {
        if missing.is_empty() {
            return None;
        }
        let named = |path: &Path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains(missing));
        let broken = self
            .findings
            .iter()
            .filter_map(|finding| finding.path.as_deref())
            .find(|path| named(path) && !self.revisions.iter().any(|revision| revision.shown_path() == *path));
        if let Some(path) = broken {
            return Some(format!("`{}` looks like its file, but its header could not be read", path.display()));
        }
        let others = || self.revisions.iter().filter(|revision| revision.id != child.id);
        if let Some(other) = others().find(|revision| missing.len() >= 3 && named(revision.shown_path())) {
            let path = other.shown_path().display();
            return Some(format!("`{path}` looks like its file, but declares `{0}`: write `{0}`", other.id));
        }
        let prefix = ids.keys().find(|id| missing.len() >= 4 && id.as_str().starts_with(missing));
        let close = || {
            ids.keys()
                .filter(|id| **id != child.id)
                .map(|id| (distance(id.as_str(), missing), id))
                .filter(|(distance, _)| *distance <= 2 && *distance * 3 <= missing.len())
                .min()
                .map(|(_, id)| id)
        };
        prefix.or_else(close).map(|id| format!("did you mean `{id}`?"))
    }
}

/// Returns findings for ids Alembic or the version table refuses.
pub(super) fn id_findings(revisions: &[Arc<Revision>]) -> Vec<Finding> {
    revisions.iter().filter_map(|revision| id_finding(revision)).collect()
}

fn id_finding(revision: &Revision) -> Option<Finding> {
    let id = revision.id.as_str();
    let illegal: Vec<String> = ILLEGAL.iter().filter(|c| id.contains(**c)).map(|c| format!("`{c}`")).collect();
    let (code, severity, message, help) = if id.is_empty() {
        let message = "the revision id is empty".to_owned();
        (Code::ILLEGAL_REVISION_ID, Severity::Error, message, "give it one: no symbol of Alembic's means an empty id")
    } else if matches!(id, "head" | "heads" | "base" | "current") {
        let message = format!("revision id `{id}` is a symbol of Alembic's own");
        (Code::ILLEGAL_REVISION_ID, Severity::Error, message, "choose another: Alembic never finds this revision by it")
    } else if !illegal.is_empty() {
        let message = format!("revision id `{id}` holds {}, which Alembic refuses", illegal.join(" and "));
        (Code::ILLEGAL_REVISION_ID, Severity::Error, message, "use letters, digits and underscores")
    } else if id.chars().count() > VERSION_NUM_WIDTH {
        let message = format!(
            "revision id `{id}` does not fit in `alembic_version.version_num`, which holds {VERSION_NUM_WIDTH} characters"
        );
        (
            Code::LONG_REVISION_ID,
            Severity::Warning,
            message,
            "shorten the id, or widen the column before upgrading to it",
        )
    } else if is_placeholder(id) {
        let message = format!("revision id `{id}` counts up like an example");
        (
            Code::PLACEHOLDER_REVISION_ID,
            Severity::Note,
            message,
            "let `alembic revision` choose ids; ids made up by hand collide",
        )
    } else {
        return None;
    };
    Some(Finding::new(code, severity, message).help(help).revision(id).place(revision.place()))
}

/// Returns a finding for each file that lost its id to a later one.
pub(super) fn duplicate_findings(
    doubles: &[Arc<Revision>],
    revisions: &[Arc<Revision>],
    ids: &BTreeMap<RevisionId, Rev>,
) -> Vec<Finding> {
    let kept = |id: &RevisionId| ids.get(id).and_then(|rev| revisions.get(rev.position()));
    doubles
        .iter()
        .filter_map(|double| {
            let kept = kept(&double.id)?;
            let (first, last) = (double.shown_path().display(), kept.shown_path().display());
            let message = format!("revision `{}` is declared by `{first}` and by `{last}`", double.id);
            let help = format!(
                "give the one that no database ran a new id; Alembic runs `{last}` only, and counts `{first}` as one more \
                 head, so that `upgrade head` refuses"
            );
            let finding = Finding::new(Code::DUPLICATE_REVISION, Severity::Error, message).help(help);
            Some(finding.revision(double.id.as_str()).place(double.place()))
        })
        .collect()
}

/// Returns a finding for each base after the first that no branch label, dependency or child explains as meant; one for
/// all of them where they are many.
pub(super) fn base_findings(graph: &Graph, revisions: &[Arc<Revision>], spread: &[BTreeSet<String>]) -> Vec<Finding> {
    let all = || (0..revisions.len()).map(Rev::new);
    let bases: Vec<Rev> = all().filter(|rev| revisions.get(rev.position()).is_some_and(|rev| rev.is_base())).collect();
    if bases.len() < 2 {
        return Vec::new();
    }
    let labelled = |rev: &Rev| spread.get(rev.position()).is_some_and(|labels| !labels.is_empty());
    let depends = |rev: &Rev| !graph.parents(*rev, |link| link != Link::DownRevision).is_empty();
    let needed = all().filter(depends).flat_map(|rev| graph.parents(rev, |link| link != Link::DownRevision));
    let tied: Vec<Rev> = needed.chain(all().filter(depends)).collect();
    let tied = graph.ancestors(&tied, Follow::DownRevisions);
    let loose: Vec<Rev> = bases.iter().copied().filter(|rev| !labelled(rev) && !tied.contains(*rev)).collect();
    let listed = named_briefly(&bases, revisions);
    let tell = |rev: &Rev, message: String| {
        let revision = revisions.get(rev.position())?;
        let help = "name the revision it follows in `down_revision`; where it is meant to stand alone, give it `branch_labels`";
        let finding = Finding::new(Code::SECOND_BASE, Severity::Warning, message).help(help);
        Some(finding.revision(revision.id.as_str()).place(revision.down_place()))
    };
    if loose.len() > MAX_BASES {
        let message = format!("{} revisions follow nothing: {}", loose.len(), named_briefly(&loose, revisions));
        return loose.first().and_then(|rev| tell(rev, message)).into_iter().collect();
    }
    // The base that most revisions stand on is the first one.
    let size = |rev: &Rev| graph.descendants(&[*rev], Follow::DownRevisions).len();
    let candidates = bases.iter().copied().filter(|_| bases.len() <= MAX_BASES);
    let first = candidates.max_by_key(|rev| (size(rev), std::cmp::Reverse(*rev)));
    let message = |rev: &Rev| {
        let id = revisions.get(rev.position()).map_or("", |revision| revision.id.as_str());
        format!("`{id}` follows nothing, and is not the only one: {listed}")
    };
    loose.iter().filter(|rev| Some(**rev) != first).filter_map(|rev| tell(rev, message(rev))).collect()
}

/// Names up to a dozen revisions, and counts the others.
fn named_briefly(revs: &[Rev], revisions: &[Arc<Revision>]) -> String {
    let ids = revs.iter().filter_map(|rev| Some(format!("`{}`", revisions.get(rev.position())?.id)));
    let mut named = ids.take(MAX_NAMED).collect::<Vec<_>>().join(", ");
    if revs.len() > MAX_NAMED {
        named.push_str(&format!(" and {} more", revs.len() - MAX_NAMED));
    }
    named
}

/// Adds a finding for each cycle; returns the revisions that lie on one.
pub(super) fn cycle_findings(graph: &Graph, revisions: &[Arc<Revision>], trouble: &mut Trouble<'_>) -> Vec<Rev> {
    let mut cyclic = BTreeSet::new();
    for group in graph.cycles(Follow::DownRevisions) {
        trouble.findings.extend(cycle_finding(graph, revisions, &group, Follow::DownRevisions));
        cyclic.extend(group);
    }
    for group in graph.cycles(Follow::Dependencies) {
        if !group.iter().any(|rev| cyclic.contains(rev)) {
            trouble.findings.extend(cycle_finding(graph, revisions, &group, Follow::Dependencies));
        }
        cyclic.extend(group);
    }
    cyclic.into_iter().collect()
}

fn cycle_finding(graph: &Graph, revisions: &[Arc<Revision>], group: &[Rev], follow: Follow) -> Option<Finding> {
    let start = *group.first()?;
    let way = graph.cycle_through(start, group, follow);
    let named: Vec<&Arc<Revision>> = way.iter().filter_map(|rev| revisions.get(rev.position())).collect();
    let first = named.first()?;
    let mut drawn: Vec<String> = named.iter().map(|revision| format!("`{}`", revision.id)).collect();
    drawn.push(format!("`{}`", first.id));
    let drawn = if drawn.len() > 12 {
        format!("{} -> … -> {}", drawn[..6].join(" -> "), drawn[drawn.len() - 5..].join(" -> "))
    } else {
        drawn.join(" -> ")
    };
    let (code, what) = match follow {
        Follow::DownRevisions => (Code::REVISION_CYCLE, "revisions follow each other in a circle"),
        Follow::Dependencies => (Code::DEPENDENCY_CYCLE, "revisions depend on each other in a circle"),
    };
    let oldest = named.iter().filter_map(|revision| Some((revision.create_date.as_ref()?, &revision.id))).min();
    let help = oldest.map_or_else(
        || "one of them must follow something else, or nothing".to_owned(),
        |(_, oldest)| {
            format!("one of them must follow something else, or nothing; `{oldest}` has the oldest create date")
        },
    );
    Some(
        Finding::new(code, Severity::Error, format!("{what}: {drawn}"))
            .help(help)
            .revision(first.id.as_str())
            .place(depended(&named).filter(|_| follow == Follow::Dependencies).unwrap_or_else(|| first.down_place())),
    )
}

/// Returns where one revision on the way depends on the next.
fn depended(way: &[&Arc<Revision>]) -> Option<Place> {
    let next = way.iter().cycle().skip(1);
    way.iter().zip(next).find_map(|(revision, next)| {
        let spans = revision.depends_on.iter().zip(&revision.places.depends_on);
        let of_next = spans.into_iter().find(|(id, _)| **id == *next.id.as_str()).map(|(_, span)| *span);
        Some(revision.source.place(of_next.or_else(|| revision.places.depends_on.first().copied())?))
    })
}

/// Returns whether an id counts up through letters and digits, as `a1b2c3d4e5f6` does.
fn is_placeholder(id: &str) -> bool {
    let bytes = id.as_bytes();
    let step = |stride: usize| {
        bytes.len() >= 2 * stride + 4
            && bytes.iter().zip(bytes.iter().skip(stride)).all(|(left, right)| {
                right.wrapping_sub(*left) == 1
                    || matches!((left, right), (b'f' | b'z', b'a') | (b'0'..=b'9', b'0' | b'1'))
            })
    };
    bytes.len() >= 8 && (step(1) || step(2))
}

/// Returns the edit distance of two short words, or a large number for long ones.
pub(super) fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().take(64).collect(), right.chars().take(64).collect());
    if left.len().abs_diff(right.len()) > 2 {
        return usize::MAX / 8;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (b, slot) in right.iter().zip(row.iter_mut().skip(1)) {
            let value = (*slot + 1).min(before + 1).min(diagonal + usize::from(a != b));
            diagonal = *slot;
            *slot = value;
            before = value;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX / 8)
}
