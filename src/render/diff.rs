//! A diff and a preflight as text.

use crate::report::{DiffReport, PreflightReport, RevisionUnknownReport};
use std::fmt::Write;

/// Returns the differences, one a line, and what is not known.
#[must_use]
pub fn diff(report: &DiffReport) -> String {
    let at = if report.at.is_empty() { "base".to_string() } else { report.at.join(", ") };
    let mut out = match report.differences.len() {
        0 => format!("at {at}: no difference\n"),
        1 => format!("at {at}: 1 difference\n"),
        count => format!("at {at}: {count} differences\n"),
    };
    if !report.alongside.is_empty() {
        let beyond = if report.at.is_empty() { "beyond it" } else { "of other branches" };
        let _ = writeln!(out, "with what the database shows {beyond}: {}", report.alongside.join(", "));
    }
    for difference in &report.differences {
        let attribute = difference.attribute.as_deref().filter(|name| *name != "existence");
        let _ = write!(out, "  {:<9} {}", difference.change, difference.object);
        if let (Some(attribute), true) = (attribute, difference.change == "different") {
            let value = |value: &Option<String>| value.clone().filter(|text| !text.is_empty()).unwrap_or("none".into());
            let (expected, actual) = (value(&difference.expected), value(&difference.actual));
            let _ = write!(out, ": {attribute} should be {expected}, is {actual}");
        }
        out.push('\n');
    }
    if !report.unknown.is_empty() {
        out.push_str("not known:\n");
    }
    for unknown in &report.unknown {
        let place = place(unknown.path.as_deref(), unknown.line);
        let origin: Vec<String> = unknown.revision.clone().into_iter().chain(place).collect();
        let origin = if origin.is_empty() { String::new() } else { format!(" ({})", origin.join(", ")) };
        let _ = writeln!(out, "  {}{origin}: {}", unknown.object, unknown.reason);
    }
    out
}

/// Returns whether the upgrade works, and if not where it ends.
#[must_use]
pub fn preflight(report: &PreflightReport, verbose: bool) -> String {
    let applied = match report.applied.len() {
        1 => "1 revision".to_string(),
        count => format!("{count} revisions"),
    };
    let mut out = match (&report.failure, report.outcome) {
        (Some(failure), _) => {
            let mut text = match report.outcome {
                "fails" => format!("fails: revision {} ", failure.revision),
                _ => format!("unknown: what comes first may fail; at the latest, revision {} fails ", failure.revision),
            };
            if let (Some(path), Some(line)) = (&failure.path, failure.line) {
                let _ = write!(text, "at {path}:{line} ");
            }
            let state = failure.sqlstate.as_deref().unwrap_or("python");
            let condition = failure.condition.as_deref().unwrap_or("exception");
            let _ = writeln!(text, "with {state} {condition}\n  {}", failure.message);
            if let Some(cause) = &failure.cause {
                let _ = writeln!(text, "  after line {} was refused: {} {}", cause.line, cause.sqlstate, cause.message);
            }
            let kept = if failure.partial { ", and a part of the failing one" } else { "" };
            let _ = writeln!(text, "  stays: {applied}{kept}");
            text
        }
        (None, "succeeds") => format!("succeeds: {applied}\n"),
        _ => format!("unknown: nothing is known to fail in {applied}, but not everything is known\n"),
    };
    // What a file does comes before what follows for rows.
    let mut open: Vec<&RevisionUnknownReport> = report.unknown.iter().collect();
    open.sort_by_key(|own| own.is_demand && !verbose);
    let shown = if verbose { open.len() } else { SHOWN };
    for unknown in open.iter().take(shown) {
        let place = place(unknown.path.as_deref(), unknown.line).map_or_else(String::new, |place| format!(", {place}"));
        let _ = writeln!(out, "  not known ({}{place}): {}", unknown.revision, unknown.reason);
    }
    if let Some(more) = open.len().checked_sub(shown).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {more} more: `limbeck -v preflight` shows all");
    }
    out
}

/// Returns the file and the line of what is not known.
fn place(path: Option<&str>, line: Option<u32>) -> Option<String> {
    Some(format!("{}:{}", path?, line?))
}

/// How many things that are not known the short text names.
const SHOWN: usize = 12;
