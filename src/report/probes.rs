//! What was asked about rows, and the answers.

use crate::audit::probes::{Answer, Kind, Said};
use serde::Serialize;

/// One question and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct ProbeReport {
    pub revision: String,
    /// `rows` that the revision inserts, or `declared`.
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// `yes`, `no`, `some`, `failed`.
    pub answer: &'static str,
    /// How many rows are there of how many, why it failed, or why a `no` proves nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Returns the answers for a report.
#[must_use]
pub fn probe_reports(answers: &[Answer]) -> Vec<ProbeReport> {
    answers.iter().map(report).collect()
}

fn report(own: &Answer) -> ProbeReport {
    let count = |found: usize| match own.probe.kind {
        Kind::Rows(all) => Some(format!("{found} of {all} rows")),
        Kind::Declared => None,
    };
    let (answer, detail) = match &own.said {
        Said::Yes => ("yes", None),
        Said::No => ("no", own.probe.doubt.clone()),
        Said::Changed => ("some", Some("others with their keys are there".to_owned())),
        Said::Some(found) => ("some", count(*found)),
        Said::Failed(reason) => ("failed", Some(reason.clone())),
    };
    let kind = if own.probe.kind == Kind::Declared { "declared" } else { "rows" };
    ProbeReport { revision: own.probe.revision.to_string(), kind, query: own.probe.sql.clone().ok(), answer, detail }
}
