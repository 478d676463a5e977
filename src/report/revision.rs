//! Revisions as JSON spells them. What they do is filled in by whoever replayed them.

use super::FindingReport;
use crate::history::{Follow, History, Rev};
use serde::Serialize;

/// REVISION in the contract.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionReport {
    pub revision: String,
    pub down_revision: Vec<String>,
    pub depends_on: Vec<String>,
    pub branch_labels: Vec<String>,
    pub doc: String,
    pub create_date: Option<String>,
    pub path: String,
    pub is_head: bool,
    pub is_base: bool,
    pub is_branch_point: bool,
    pub is_merge_point: bool,
    /// Set where a database says so (`--indicate-current`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_current: Option<bool>,
    /// What `upgrade()` does; left out where the revision was not replayed.
    #[serde(flatten)]
    pub contents: Option<Contents>,
}

/// What replay found in a revision: the keys `operations`, `data_steps` and `unknown`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contents {
    pub operations: Vec<OperationReport>,
    pub data_steps: Vec<DataStepReport>,
    pub unknown: Vec<UnknownReport>,
}

/// One operation of a revision.
#[derive(Clone, Debug, Serialize)]
pub struct OperationReport {
    pub op: String,
    pub object: String,
    pub line: u32,
    pub sql: String,
    /// `exact` or `unknown`.
    pub certainty: &'static str,
}

/// One statement of a revision that changes rows.
#[derive(Clone, Debug, Serialize)]
pub struct DataStepReport {
    pub line: u32,
    pub kind: String,
}

/// Something in a revision that cannot be determined.
#[derive(Clone, Debug, Serialize)]
pub struct UnknownReport {
    /// The file that `line` is of, which need not be the revision's.
    pub path: Option<String>,
    pub line: u32,
    pub reason: String,
}

/// The answer of `heads`.
#[derive(Clone, Debug, Serialize)]
pub struct HeadsReport {
    pub heads: Vec<String>,
    pub findings: Vec<FindingReport>,
}

/// The answer of `show` and `history`.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionsReport {
    pub revisions: Vec<RevisionReport>,
    pub findings: Vec<FindingReport>,
}

/// The answer of `current`.
#[derive(Clone, Debug, Serialize)]
pub struct CurrentReport {
    /// The rows of the version table.
    pub stamped: Vec<String>,
    pub revisions: Vec<RevisionReport>,
    pub findings: Vec<FindingReport>,
}

/// The answer of `branches`.
#[derive(Clone, Debug, Serialize)]
pub struct BranchesReport {
    pub branches: Vec<BranchReport>,
    pub findings: Vec<FindingReport>,
}

/// A branch point and what branches off.
#[derive(Clone, Debug, Serialize)]
pub struct BranchReport {
    pub revision: String,
    pub branches_into: Vec<String>,
}

impl RevisionReport {
    /// Returns a revision with what replay found in it, where it was replayed.
    #[must_use]
    pub fn new(history: &History, rev: Rev, contents: Option<Contents>) -> Self {
        let revision = history.revision(rev);
        Self {
            revision: revision.id.to_string(),
            down_revision: revision.down_revisions.iter().map(ToString::to_string).collect(),
            depends_on: revision.depends_on.clone(),
            branch_labels: history.labels(rev).map(str::to_owned).collect(),
            doc: revision.doc.clone(),
            create_date: revision.create_date.clone(),
            path: revision.shown_path().display().to_string(),
            is_head: history.is_head(rev),
            is_base: revision.is_base(),
            is_branch_point: history.is_branch_point(rev),
            is_merge_point: revision.is_merge_point(),
            is_current: None,
            contents,
        }
    }
}

impl BranchReport {
    /// Returns a branch point with its children.
    #[must_use]
    pub fn new(history: &History, rev: Rev) -> Self {
        let children = history.children(rev, Follow::DownRevisions);
        Self {
            revision: history.id(rev).to_string(),
            branches_into: children.into_iter().map(|child| history.id(child).to_string()).collect(),
        }
    }
}
