//! What was asked about rows, as text.

use crate::audit::probes::Answer;
use crate::report::probe_reports;
use std::fmt::Write;

/// Returns one line for each answer, and the query under it; nothing where nothing was asked.
#[must_use]
pub fn probes(answers: &[Answer]) -> String {
    if answers.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nrows (weak evidence: they come and go by other hands)\n");
    for report in probe_reports(answers) {
        let detail = report.detail.map(|detail| format!(" ({detail})")).unwrap_or_default();
        let _ = writeln!(out, "  {}  {} {}{detail}", report.revision, report.kind, report.answer);
        if let Some(query) = report.query {
            let _ = writeln!(out, "    {query}");
        }
    }
    out
}
