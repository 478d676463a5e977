//! Whether an upgrade would succeed on a database: the first statement that fails, and what stays. Not how to repair it.

use crate::finding::Finding;
use crate::replay::{Failure, Replay, RevisionReplay};
use crate::revision::RevisionId;
use crate::schema::Unknown;
use crate::sql::Presumed;

/// The outcome of an upgrade that was only replayed.
#[derive(Clone, Debug)]
pub struct Preflight {
    pub outcome: Outcome,
    /// The revisions that would be applied, and stay.
    pub applied: Vec<RevisionId>,
    /// The first statement that fails, or, where not everything before it is known, the one that fails at the latest.
    pub failure: Option<Failure>,
    /// What could not be determined, and in which revision.
    pub unknown: Vec<Open>,
}

/// Something that could not be determined.
#[derive(Clone, Debug)]
pub struct Open {
    pub revision: RevisionId,
    pub unknown: Unknown,
    /// Whether it is what rows or the server allow, and not what a file does.
    pub is_demand: bool,
}

/// Whether the upgrade works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Succeeds,
    Fails,
    /// Not everything is known, or the files are not all of them readable: it may work, or fail, or fail elsewhere first.
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
pub fn preflight(mut replay: Replay, broken: &[Finding]) -> Preflight {
    let doubted = doubted_failure(&mut replay);
    let open = |own: &RevisionReplay| {
        let demands =
            own.demands.iter().filter(|demand| demand.presumed != Some(Presumed::Fulfilled)).map(|demand| &demand.open);
        // Whether what no revision makes is there when the upgrade begins, nobody says.
        let unrecorded = own.unrecorded.iter().map(|(_, unknown)| unknown);
        let steps =
            own.unknown.iter().filter(|unknown| !unknown.is_taken).chain(unrecorded).map(|unknown| (unknown, false));
        let all = steps.chain(demands.map(|unknown| (unknown, true)));
        let named = |(unknown, is_demand): (&Unknown, bool)| Open {
            revision: own.revision.clone(),
            unknown: unknown.clone(),
            is_demand,
        };
        all.map(named).collect::<Vec<_>>()
    };
    let unknown: Vec<Open> = replay.revisions.iter().flat_map(open).chain(doubted).collect();
    // What is not known before a failure may fail itself, and then in another way.
    let is_before = |own: &Open| match &replay.failure {
        Some(failure) => own.revision != failure.revision || own.unknown.place != failure.place,
        None => true,
    };
    let outcome = match (&replay.failure, !unknown.iter().any(is_before) && broken.is_empty()) {
        (Some(_), true) => Outcome::Fails,
        (None, true) => Outcome::Succeeds,
        (_, false) => Outcome::Unknown,
    };
    let applied = match &replay.failure {
        Some(failure) => failure.stays.clone(),
        None => replay.revisions.iter().map(|own| own.revision.clone()).collect(),
    };
    Preflight { outcome, applied, failure: replay.failure, unknown }
}

/// Takes a failure away that comes after statements which the server may not have taken, where the files go on nevertheless:
/// what they did or did not do may be why.
fn doubted_failure(replay: &mut Replay) -> Option<Open> {
    let is_passed_over = |own: &RevisionReplay| own.steps.iter().any(|step| step.passed_over.is_some());
    let failure = replay.failure.take_if(|_| replay.revisions.iter().any(is_passed_over))?;
    let reason =
        format!("whether it fails is not known, as statements before it may have failed: {}", failure.refusal.message);
    let unknown = Unknown::new(reason, failure.place);
    Some(Open { revision: failure.revision, unknown, is_demand: false })
}
