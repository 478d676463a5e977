//! `limbeck current`: the revisions the version table says the database is at.

use super::{Context, Outcome};
use crate::audit::version_row_findings;
use crate::error::Result;
use crate::finding::{Code, Finding, Severity};
use crate::history::{History, Rev};
use crate::render::alembic::{Line, Part, log_entry, one_line};
use crate::report::{CurrentReport, RevisionReport, findings};
use std::collections::BTreeSet;

/// Show the revisions the version table names, as `alembic current` does
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Fail unless every head is there (also -c, as in Alembic)
    #[arg(long)]
    check_heads: bool,
}

/// Prints the stamped position.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let (view, rows) = (context.view()?, context.stamped_rows()?);
    let mut noticed = context.findings()?;
    noticed.extend(context.database_findings(view.catalog));
    noticed.extend(version_row_findings(history, view.catalog, &view.wanted, &[])?);
    if args.check_heads {
        noticed.extend(missing_heads(history, &rows));
    }
    let stamped: Vec<Rev> = rows.iter().filter_map(|row| history.find(row)).collect();
    let current = history.all_current(&stamped);
    let report = CurrentReport {
        stamped: rows.clone(),
        revisions: current.iter().map(|rev| RevisionReport::new(history, *rev, None)).collect(),
        findings: findings(&noticed),
    };
    let mut text = String::new();
    if context.options().verbose {
        text.push_str(&format!("Current revision(s) for {}:\n", context.location()?.describe()));
    }
    let line = Line { tree: Part::Shown, ..Line::default() };
    for rev in &current {
        let verbose = context.options().verbose;
        text.push_str(&if verbose {
            log_entry(history, *rev, &|_| false)
        } else {
            one_line(history, *rev, line, &|_| false)
        });
        text.push('\n');
    }
    context.answer(&text, &report, &noticed)
}

/// `--check-heads`: Alembic raises DatabaseNotAtHead.
fn missing_heads(history: &History, rows: &[String]) -> Option<Finding> {
    let heads: BTreeSet<&str> = history.heads().into_iter().map(|head| history.id(head).as_str()).collect();
    let rows: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
    let missing: Vec<String> = heads.difference(&rows).map(|head| format!("`{head}`")).collect();
    if heads == rows {
        return None;
    }
    let message = if missing.is_empty() {
        "the version table holds rows that are no heads".to_owned()
    } else {
        format!("the database is not at every head: {} missing", missing.join(", "))
    };
    Some(Finding::new(Code::NOT_AT_HEAD, Severity::Error, message).help("run `alembic upgrade heads`"))
}
