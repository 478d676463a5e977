//! The answer of `preflight` as JSON spells it.

use super::FindingReport;
use crate::preflight::Preflight;
use crate::replay::Failure;
use serde::Serialize;

/// The answer of `preflight`.
#[derive(Clone, Debug, Serialize)]
pub struct PreflightReport {
    pub outcome: &'static str,
    pub applied: Vec<String>,
    /// With `unknown`, where it fails at the latest.
    pub failure: Option<FailedStatementReport>,
    pub unknown: Vec<RevisionUnknownReport>,
    pub findings: Vec<FindingReport>,
}

/// The first statement that fails.
#[derive(Clone, Debug, Serialize)]
pub struct FailedStatementReport {
    pub revision: String,
    /// Null where not the server refuses but the version file raises.
    pub sqlstate: Option<String>,
    pub condition: Option<String>,
    pub object: Option<String>,
    pub path: Option<String>,
    pub line: Option<u32>,
    pub message: String,
    /// What happened before, where the file swallowed it.
    pub cause: Option<CauseReport>,
    /// Whether statements of this revision were committed before it failed.
    pub partial: bool,
}

/// A refusal that the file swallowed.
#[derive(Clone, Debug, Serialize)]
pub struct CauseReport {
    pub sqlstate: String,
    pub condition: String,
    pub line: u32,
    pub message: String,
}

/// Something that could not be determined.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionUnknownReport {
    pub revision: String,
    /// The file that `line` is of, which need not be the revision's: what it imports may be what is not known.
    pub path: Option<String>,
    pub line: Option<u32>,
    pub reason: String,
    #[serde(skip)]
    pub is_demand: bool,
}

impl PreflightReport {
    /// Returns the report of a preflight.
    #[must_use]
    pub fn new(preflight: &Preflight, findings: Vec<FindingReport>) -> Self {
        let unknown = preflight.unknown.iter().map(|own| RevisionUnknownReport {
            revision: own.revision.to_string(),
            path: own.unknown.place.as_ref().map(|place| place.path().display().to_string()),
            line: own.unknown.place.as_ref().map(crate::source::Place::line),
            reason: own.unknown.reason.to_string(),
            is_demand: own.is_demand,
        });
        Self {
            outcome: preflight.outcome.as_str(),
            applied: preflight.applied.iter().map(ToString::to_string).collect(),
            failure: preflight.failure.as_ref().map(FailedStatementReport::from),
            unknown: unknown.collect(),
            findings,
        }
    }
}

impl From<&Failure> for FailedStatementReport {
    fn from(failure: &Failure) -> Self {
        let state = failure.refusal.state;
        let known = !state.0.is_empty();
        Self {
            revision: failure.revision.to_string(),
            sqlstate: known.then(|| state.0.to_owned()),
            condition: known.then(|| state.condition().to_owned()),
            object: failure.refusal.object.as_ref().map(ToString::to_string),
            path: failure.place.as_ref().map(|place| place.path().display().to_string()),
            line: failure.place.as_ref().map(crate::source::Place::line),
            message: failure.refusal.message.clone(),
            cause: failure.cause.as_ref().map(|(refusal, place)| CauseReport {
                sqlstate: refusal.state.0.to_owned(),
                condition: refusal.state.condition().to_owned(),
                line: place.line(),
                message: refusal.message.clone(),
            }),
            partial: failure.partial == crate::replay::Partial::Something,
        }
    }
}
