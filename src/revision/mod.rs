//! What a version file says about itself: ids, parents, dependencies, labels, docstring. Not what `upgrade()` does,
//! and no I/O: the text comes from `script_directory`.

mod body;
mod calls;
mod docstring;
mod fold;
mod header;
mod namespace;
mod scope;
mod syntax;

pub use body::body_of;
pub use calls::{Argument, Call, Constant, calls_of, mentions_of};
pub use docstring::{split_lines, strip};
pub use header::{Reading, read_revision, read_revision_beside};

use crate::source::{Place, Source, Span};
use std::fmt;
use std::path::{Path, PathBuf};

/// The identifier of a revision, as `revision = '…'` spells it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId(String);

/// One version file's header.
#[derive(Clone, Debug)]
pub struct Revision {
    pub id: RevisionId,
    /// The parents, in the order written; empty for a base, or where `computed` says they are unknown.
    pub down_revisions: Vec<RevisionId>,
    /// The revision ids and branch labels this revision depends on, as written.
    pub depends_on: Vec<String>,
    pub branch_labels: Vec<String>,
    /// The docstring up to its first blank line (`Script.doc`, Alembic 1.20.1 script/base.py).
    pub doc: String,
    /// The whole docstring, stripped (`Script.longdoc`).
    pub long_doc: String,
    /// The value of the docstring's `Create Date:` line.
    pub create_date: Option<String>,
    pub source: Source,
    /// The absolute path with symbolic links resolved, as Alembic prints it.
    pub path: PathBuf,
    pub places: Places,
    /// The fields whose values the file computes, so that they are not known.
    pub computed: Vec<Field>,
}

/// A header field Alembic reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Revision,
    DownRevision,
    DependsOn,
    BranchLabels,
}

/// Where each value of the header is written; lists run parallel to the values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub revision: Option<Span>,
    pub down_revision: Option<Span>,
    pub down_revisions: Vec<Span>,
    pub depends_on: Vec<Span>,
    pub branch_labels: Vec<Span>,
}

impl RevisionId {
    /// Returns the id with this spelling.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// Returns the id as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Revision {
    /// Returns whether the revision has no parent (`Revision.is_base`); a computed parent is a parent.
    #[must_use]
    pub fn is_base(&self) -> bool {
        self.down_revisions.is_empty() && !self.computed.contains(&Field::DownRevision)
    }

    /// Returns whether more than one parent is merged here (`Revision.is_merge_point`).
    #[must_use]
    pub fn is_merge_point(&self) -> bool {
        self.down_revisions.len() > 1
    }

    /// Returns the place of the revision's id, or the start of its file.
    #[must_use]
    pub fn place(&self) -> Place {
        self.source.place(self.places.revision.unwrap_or_default())
    }

    /// Returns the place of the `down_revision` value, or of the id where there is none.
    #[must_use]
    pub fn down_place(&self) -> Place {
        self.places.down_revision.map_or_else(|| self.place(), |span| self.source.place(span))
    }

    /// Returns the path messages show: as the project was named on the command line.
    #[must_use]
    pub fn shown_path(&self) -> &Path {
        self.source.path()
    }
}

impl Field {
    /// The fields in the order Alembic's template writes them.
    pub const ALL: [Self; 4] = [Self::Revision, Self::DownRevision, Self::BranchLabels, Self::DependsOn];

    /// Returns the module attribute's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::DownRevision => "down_revision",
            Self::DependsOn => "depends_on",
            Self::BranchLabels => "branch_labels",
        }
    }
}

impl From<&str> for RevisionId {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

impl AsRef<str> for RevisionId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl std::borrow::Borrow<str> for RevisionId {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
