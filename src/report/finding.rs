//! Findings and failures as JSON spells them.

use crate::error::Error;
use crate::finding::Finding;
use serde::Serialize;

/// A finding: FINDING in the contract.
#[derive(Clone, Debug, Serialize)]
pub struct FindingReport {
    pub code: &'static str,
    pub severity: &'static str,
    pub message: String,
    pub help: String,
    pub revision: Option<String>,
    pub path: Option<String>,
    pub line: Option<u32>,
    pub column: Option<u32>,
}

/// Why a command could not answer: the value of `error`.
#[derive(Clone, Debug, Serialize)]
pub struct FailureReport {
    pub code: &'static str,
    pub message: String,
    pub help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

/// Returns findings for a report.
#[must_use]
pub fn findings(findings: &[Finding]) -> Vec<FindingReport> {
    findings.iter().map(FindingReport::from).collect()
}

impl From<&Finding> for FindingReport {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.as_str(),
            severity: finding.severity.as_str(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            revision: finding.revision.clone(),
            path: finding.path.as_ref().map(|path| path.display().to_string()),
            line: finding.place.as_ref().map(crate::source::Place::line),
            column: finding.place.as_ref().map(crate::source::Place::column),
        }
    }
}

impl From<&Error> for FailureReport {
    fn from(error: &Error) -> Self {
        let place = error.place.as_deref();
        Self {
            code: error.code.as_str(),
            message: error.message.clone(),
            help: error.help.clone(),
            path: place.map(|place| place.path().display().to_string()),
            line: place.map(crate::source::Place::line),
            column: place.map(crate::source::Place::column),
        }
    }
}
