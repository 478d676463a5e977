//! Where the file of a revision is that no version file declares: what git shows of it, and the commands that bring it back.
//! No verdict rests on it.

use super::Audit;
use super::past::{list, name, pathspec};
use super::verdict::Verdict;
use crate::finding::{Code, Finding, Severity, shell_word};
use crate::git::{Located, Whereabouts};
use crate::history::{Follow, History, Rev};
use crate::revision::RevisionId;
use std::collections::BTreeSet;

/// Returns the ids that no version file declares: rows of the version table, and parents.
#[must_use]
pub fn unknown_ids(audit: &Audit, history: &History) -> Vec<RevisionId> {
    let labels: BTreeSet<&str> = history.declared_labels().iter().map(|(label, _)| label.as_str()).collect();
    let parents = history.all().flat_map(|rev| &history.revision(rev).down_revisions);
    let parents = parents.filter(|_| audit.verdict == Verdict::BrokenHistory);
    let mut told: BTreeSet<&RevisionId> = BTreeSet::new();
    // A row above a broken place is unknown to the lineage, not to the files.
    let is_unknown = |id: &&RevisionId| history.find(id.as_str()).is_none() && !labels.contains(id.as_str());
    let found = audit.stamped.unknown.iter().chain(parents).filter(is_unknown);
    found.filter(|id| told.insert(id)).cloned().collect()
}

/// Returns the finding that says where the file of an unknown revision is; `git` is how a git command begins.
#[must_use]
pub fn located(id: &RevisionId, found: &Located, history: &History, git: &str) -> Finding {
    let path = &found.path;
    let show = |commit: &str| format!("`{git} show {}`", shell_word(&format!("{commit}:{path}")));
    let bring = |commit: &str| format!("`{git} checkout {} -- {}`", shell_word(commit), pathspec(path));
    let standing = standing(found, history);
    let mend = |commit: &str| match is_known(found, history) {
        true => format!("{} shows it, {} brings it back; {standing}", show(commit), bring(commit)),
        false => format!("{} shows it; {standing}", show(commit)),
    };
    let (message, help) = match &found.whereabouts {
        Whereabouts::NotRead => (
            format!(
                "`{path}` declares `{id}` in HEAD, and was not read: it lies in no version location, or was edited since"
            ),
            "if it is another application's, its row needs a version table of its own".to_owned(),
        ),
        Whereabouts::Uncommitted => {
            (format!("`{path}` declares `{id}` in HEAD, and is not in the work tree"), mend("HEAD"))
        }
        Whereabouts::Removed(commit) => {
            (format!("`{path}` declared `{id}` until {} removed it", name(commit)), mend(&format!("{}^", commit.name)))
        }
        Whereabouts::Renamed(commit, became) => (
            format!("`{path}` declared `{id}` until {} changed its id to `{became}`", name(commit)),
            format!("`{git} show {}` shows the change; a database that had run it keeps the old id", commit.name),
        ),
        Whereabouts::Branch(branch, commit) => {
            let came =
                commit.as_ref().map(|commit| format!(": it came there with {}", name(commit))).unwrap_or_default();
            (
                format!("`{path}` on `{branch}` declares `{id}`{came}"),
                format!("deploy a build of `{branch}`, or take the file from there: {}", mend(branch)),
            )
        }
        Whereabouts::Commit(commit) => {
            (format!("`{path}` declares `{id}` in {}, which HEAD does not have", name(commit)), mend(&commit.name))
        }
    };
    Finding::new(Code::LOCATED_REVISION, Severity::Warning, message)
        .revision(id.as_str())
        .path(path.as_str())
        .help(help)
}

/// What a file that is not here stands on, and what stands there already.
fn standing(found: &Located, history: &History) -> String {
    let gone = found.down_revisions.iter().filter(|id| history.find(id.as_str()).is_none());
    let gone: Vec<RevisionId> = gone.cloned().collect();
    let known: Vec<Rev> = found.down_revisions.iter().filter_map(|id| history.find(id.as_str())).collect();
    let beside = known.iter().flat_map(|rev| history.children(*rev, Follow::DownRevisions));
    let beside: Vec<RevisionId> = beside.map(|rev| history.id(rev).clone()).collect();
    let parents = list(&found.down_revisions);
    match (&gone[..], &beside[..]) {
        ([], []) => format!("it stands on {parents}"),
        ([], others) => format!("it stands on {parents}, as {} does", list(others)),
        (gone, _) => format!("it stands on {parents}, and no version file declares {}", list(gone)),
    }
}

/// Whether the history holds together with the file.
fn is_known(found: &Located, history: &History) -> bool {
    found.down_revisions.iter().all(|id| history.find(id.as_str()).is_some())
}
