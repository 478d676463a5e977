//! `limbeck show`: everything about some revisions.

use super::{Context, Outcome};
use crate::error::Result;
use crate::history::{Point, Rev};
use crate::render::alembic::log_entry;
use crate::report::{RevisionsReport, findings};

/// Show the revisions a symbol means, as `alembic show` does
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A revision id or its beginning, head, heads, branch@head, or current
    #[arg(allow_hyphen_values = true)]
    revision: String,
}

/// Prints the revisions.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let points = if args.revision == "current" {
        history.resolve_all(&context.stamped_rows()?)?
    } else {
        history.resolve(&args.revision)?
    };
    let revs: Vec<Rev> = points.into_iter().filter_map(Point::revision).collect();
    let noticed = context.findings()?;
    let report = RevisionsReport { revisions: context.reports_for_format(&revs)?, findings: findings(&noticed) };
    let text: String = revs.iter().map(|rev| log_entry(history, *rev, &|_| false) + "\n").collect();
    context.answer(&text, &report, &noticed)
}
