//! Whether an upgrade would succeed on a database: the first statement that fails, and what stays. Not how to repair it.

use crate::finding::Finding;
use crate::replay::{Failure, Replay};
use crate::revision::RevisionId;
use crate::schema::Unknown;

/// The outcome of an upgrade that was only replayed.
#[derive(Clone, Debug)]
pub struct Preflight {
    pub outcome: Outcome,
    /// The revisions that would be applied, and stay.
    pub applied: Vec<RevisionId>,
    pub failure: Option<Failure>,
    /// What could not be determined, what is demanded of rows included, and in which revision.
    pub unknown: Vec<(RevisionId, Unknown)>,
}

/// Whether the upgrade works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Succeeds,
    Fails,
    /// Nothing is known to fail, but not everything is known, or the files are not all of them readable.
    Unknown,
}

impl Outcome {
    /// Returns the word used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Succeeds => "succeeds",
            Self::Fails => "fails",
            Self::Unknown => "unknown",
        }
    }
}

/// Judges a replay of the pending revisions on the actual schema. `broken` is what keeps Alembic from loading the files.
#[must_use]
pub fn preflight(replay: Replay, broken: &[Finding]) -> Preflight {
    let unknown: Vec<(RevisionId, Unknown)> = replay
        .revisions
        .iter()
        .flat_map(|own| {
            let demands = own.demands.iter().filter(|demand| !demand.is_assumed).map(|demand| &demand.open);
            own.unknown.iter().chain(demands).map(|unknown| (own.revision.clone(), unknown.clone()))
        })
        .collect();
    let outcome = match (&replay.failure, unknown.is_empty() && broken.is_empty()) {
        (Some(_), _) => Outcome::Fails,
        (None, true) => Outcome::Succeeds,
        (None, false) => Outcome::Unknown,
    };
    let applied = match &replay.failure {
        Some(failure) => failure.stays.clone(),
        None => replay.revisions.iter().map(|own| own.revision.clone()).collect(),
    };
    Preflight { outcome, applied, failure: replay.failure, unknown }
}
